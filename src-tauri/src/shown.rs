//! What was read of the exhibits that are looked at now: in memory only, and gone
//! with the case.
//!
//! Each is read once and without holding the case, so that a large picture keeps
//! nobody waiting but those who look at it. Whoever holds a shelf may ask the desk,
//! never the other way round.

use crate::{
    desk::{Desk, hold},
    wire::Failure,
};
use case::{Bitmap, CapturedText, Difference, Drawable, Picture};
use evidence::Number;
use std::sync::{Arc, Mutex, PoisonError};

/// Exhibits that are compared are two.
const KEPT: usize = 2;

/// What was read of the exhibits that were looked at last.
#[derive(Default)]
pub(crate) struct Shown {
    pictures: Shelf<Number, Arc<Shape>>,
    texts: Shelf<Number, Option<Arc<CapturedText>>>,
    differences: Shelf<(Number, Number), Option<Arc<Difference>>>,
    /// Small pictures are drawn one after another: a large one takes much memory.
    easel: Mutex<()>,
}

/// What a picture is drawn from.
pub(crate) enum Shape {
    Picture(Bitmap),
    Document {
        bytes: Vec<u8>,
        pages: u32,
    },
    /// It has none, or one that cannot be drawn.
    Nothing,
}

/// The last few of a kind, the newest first.
struct Shelf<K, T>(Mutex<Vec<(K, T)>>);

impl<K, T> Default for Shelf<K, T> {
    fn default() -> Self {
        Self(Mutex::new(Vec::new()))
    }
}

impl<K: PartialEq, T: Clone> Shelf<K, T> {
    fn get(&self, key: K, read: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
        // A panic while it was held left at worst an entry less.
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let place = kept.iter().position(|(one, _)| *one == key);
        let found = match place {
            Some(place) => kept.remove(place),
            None => {
                kept.truncate(KEPT - 1);
                (key, read()?)
            }
        };
        let value = found.1.clone();
        kept.insert(0, found);
        Ok(value)
    }
}

impl Shown {
    /// What the exhibit's picture is drawn from; decoded the first time.
    pub(crate) fn picture(&self, desk: &Desk, number: Number) -> Result<Arc<Shape>, Failure> {
        self.pictures.get(number, || {
            let drawable = desk.with(|open| open.case.drawable(number))?;
            let pages = drawable.as_ref().map_or(0, Drawable::pages);
            Ok(Arc::new(match drawable {
                Some(Drawable::Picture(bytes)) => {
                    Bitmap::decode(&bytes).map_or(Shape::Nothing, Shape::Picture)
                }
                Some(Drawable::Document(bytes)) => Shape::Document { bytes, pages },
                None => Shape::Nothing,
            }))
        })
    }

    /// The exhibit, or a page of it (from 1), as a picture that is not kept.
    pub(crate) fn small_picture(
        &self,
        desk: &Desk,
        number: Number,
        page: u32,
        side_px: u32,
    ) -> Result<Option<Picture>, Failure> {
        let _alone = hold(&self.easel);
        let drawable = desk.with(|open| open.case.drawable(number))?;
        Ok(drawable.and_then(|drawable| drawable.draw(page, side_px)))
    }

    /// How many pages the exhibit has; 0 for what is no document.
    pub(crate) fn pages(&self, desk: &Desk, number: Number) -> Result<u32, Failure> {
        match &*self.picture(desk, number)? {
            Shape::Document { pages, .. } => Ok(*pages),
            _ => Ok(0),
        }
    }

    /// The exhibit's captured text, if it has one.
    pub(crate) fn text(
        &self,
        desk: &Desk,
        number: Number,
    ) -> Result<Option<Arc<CapturedText>>, Failure> {
        self.texts.get(number, || {
            let text = desk.with(|open| open.case.captured_text(number))?;
            Ok(text.map(Arc::new))
        })
    }

    /// How an altered picture differs from the one it goes back to. None when they cannot be compared.
    pub(crate) fn difference(
        &self,
        desk: &Desk,
        original: Number,
        altered: Number,
    ) -> Result<Option<Arc<Difference>>, Failure> {
        self.differences.get((original, altered), || {
            let before = self.picture(desk, original)?;
            let after = self.picture(desk, altered)?;
            let (Shape::Picture(before), Shape::Picture(after)) = (&*before, &*after) else {
                return Ok(None);
            };
            Ok(case::difference(before, after).ok().map(Arc::new))
        })
    }
}
