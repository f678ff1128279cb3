//! What a data set knows besides its columns, as bytes: names, counts, remarks; and profiles,
//! which are many and seldom asked for.

use posts::{DataSet, Names, Profile, Remark, Resolution};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
struct Whole {
    form: u32,
    accounts: Vec<String>,
    hashtags: Vec<String>,
    domains: Vec<String>,
    languages: Vec<String>,
    resolution: Resolution,
    duplicates: u64,
    mangled: u64,
    unzoned: u64,
    unread: u64,
    remarks: Vec<Remark>,
}

pub(crate) fn pack(set: &DataSet) -> Vec<u8> {
    let names = |names: &Names| names.iter().map(str::to_owned).collect();
    let whole = Whole {
        form: posts::packed::FORM,
        accounts: names(&set.accounts),
        hashtags: names(&set.hashtags),
        domains: names(&set.domains),
        languages: names(&set.languages),
        resolution: set.resolution,
        duplicates: set.duplicates,
        mangled: set.mangled,
        unzoned: set.unzoned,
        unread: set.unread,
        remarks: set.remarks.clone(),
    };
    serde_json::to_vec(&whole).expect("names are JSON")
}

/// What the file says of accounts.
pub(crate) fn pack_profiles(profiles: &[Profile]) -> Vec<u8> {
    serde_json::to_vec(profiles).expect("profiles are JSON")
}

/// The same again; `None` when it is of another form.
pub(crate) fn unpack_profiles(bytes: &[u8]) -> Option<Vec<Profile>> {
    serde_json::from_slice(bytes).ok()
}

/// The same as a data set without columns; `None` when it is of another form.
pub(crate) fn unpack(bytes: &[u8]) -> Option<DataSet> {
    let whole: Whole = serde_json::from_slice(bytes).ok()?;
    if whole.form != posts::packed::FORM {
        return None;
    }
    let names = |list: &[String]| {
        let mut names = Names::default();
        list.iter().for_each(|name| _ = names.number(name));
        names
    };
    Some(DataSet {
        accounts: names(&whole.accounts),
        hashtags: names(&whole.hashtags),
        domains: names(&whole.domains),
        languages: names(&whole.languages),
        resolution: whole.resolution,
        duplicates: whole.duplicates,
        mangled: whole.mangled,
        unzoned: whole.unzoned,
        unread: whole.unread,
        remarks: whole.remarks,
        ..DataSet::default()
    })
}
