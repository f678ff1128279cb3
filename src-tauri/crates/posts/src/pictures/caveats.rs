//! What else the same picture could mean, and which copies are not found.

use super::{SamePictures, pictures_of};
use crate::DataSet;
use crate::caveats::{Caveat, CaveatKind, caveat};
use crate::network::Meeting;

/// What applies to pictures, beside what applies to any trace.
pub(crate) fn look(
    found: &SamePictures,
    data: &DataSet,
    distance: u32,
    meetings: &[Meeting],
) -> Vec<Caveat> {
    let named = data.picture_names.len() as u64;
    let missing = data.looks.not_compared.sentence(named);
    let turned = meetings
        .iter()
        .filter(|met| is_turned(data, distance, met))
        .count();
    let found = [
        missing.map(|said| {
            let left = &data.looks.not_compared;
            caveat(CaveatKind::PicturesNotCompared, said.text).with([
                &named,
                &named.saturating_sub(left.all()),
                &left.not_held,
                &left.ambiguous,
                &left.unreadable,
                &left.plain,
            ])
        }),
        (turned > 0).then(|| {
            caveat(
                CaveatKind::TurnedPictures,
                format!("{turned} of {} pairs of posts have a picture that is the same only when it is turned or mirrored.", meetings.len()),
            )
            .with([&turned, &meetings.len()])
        }),
        (!found.pairs().is_empty()).then(|| {
            caveat(
                CaveatKind::SharedPictures,
                "Press photographs, stock pictures, memes, logos and what a share button attaches are posted by people who do not know each other; look at the pictures.".to_owned(),
            )
        }),
        Some(caveat(
            CaveatKind::UnseenCopies,
            "PDQ does not find a copy that was cropped, framed or written over, or turned by other than right angles, and it may take pictures of dense text, such as screenshots, for the same.".to_owned(),
        )),
    ];
    found.into_iter().flatten().collect()
}

/// No picture of one post is like one of the other as they stand.
fn is_turned(data: &DataSet, distance: u32, met: &Meeting) -> bool {
    let of = |row| pictures_of(data, row).map(|at| &data.looks.pictures()[at].upright);
    let is_near = |one| of(met.younger).any(|other| other.distance(one) <= distance);
    !of(met.older).any(is_near)
}
