//! Adding: from a dialog, from a drop, from the clipboard.

use crate::{
    clipboard::{self, Pasted},
    desk::{Desk, OpenCase, blocking},
    dialog,
    drops::Drops,
    jobs::{Job, Jobs},
    machine::now,
    wire::{Added, Code, Drag, Failure, PastedAs, Progress},
};
use case::{Bringing, Brought, Change, Error, Incoming, SourceEdit};
use evidence::said;
use tauri::{AppHandle, State, ipc::Channel};

/// Lets the user choose files and brings them in; nothing when none was chosen.
#[tauri::command]
#[specta::specta]
pub(crate) async fn add_files(
    app: AppHandle,
    desk: State<'_, Desk>,
    jobs: State<'_, Jobs>,
    job: u32,
    progress: Channel<Progress>,
) -> Result<Option<Added>, Failure> {
    let paths = blocking(move || Ok(dialog::open_files(&app))).await?;
    let items: Vec<_> = paths.into_iter().map(Incoming::Path).collect();
    if items.is_empty() {
        return Ok(None);
    }
    bring(&desk, items, jobs.begin(job, progress))
        .await
        .map(Some)
}

/// Tells the page of files that are held over the window and let go there.
#[tauri::command]
#[specta::specta]
pub(crate) fn watch_drops(drops: State<'_, Drops>, told: Channel<Drag>) {
    drops.tell(told);
}

/// Brings in the files that were dropped last.
#[tauri::command]
#[specta::specta]
pub(crate) async fn add_dropped(
    desk: State<'_, Desk>,
    jobs: State<'_, Jobs>,
    drops: State<'_, Drops>,
    job: u32,
    progress: Channel<Progress>,
) -> Result<Added, Failure> {
    let items = drops.take().into_iter().map(Incoming::Path).collect();
    bring(&desk, items, jobs.begin(job, progress)).await
}

/// Brings in what lies on the clipboard; nothing when it is empty.
#[tauri::command]
#[specta::specta]
pub(crate) async fn paste(
    app: AppHandle,
    desk: State<'_, Desk>,
    jobs: State<'_, Jobs>,
    job: u32,
    progress: Channel<Progress>,
    called: PastedAs,
) -> Result<Option<Added>, Failure> {
    let Some(pasted) = blocking(move || Ok(clipboard::read(&app))).await? else {
        return Ok(None);
    };
    let mut job = jobs.begin(job, progress);
    let desk = desk.inner().clone();
    blocking(move || {
        let change = match pasted {
            Pasted::Files(paths) => {
                let items = paths.into_iter().map(Incoming::Path).collect();
                bring_all(&desk, items, &SourceEdit::default(), &mut job)?
            }
            Pasted::Link(address) => desk.with(|open| cite(open, address))?,
            Pasted::Item { name, bytes, title } => {
                let title =
                    title.or_else(|| Some(called.picture).filter(|_| name != "pasted.html"));
                let edit = desk.with(|open| captured_now(open, title, called.method))?;
                let items = vec![Incoming::Bytes { name, bytes }];
                bring_all(&desk, items, &edit, &mut job)?
            }
        };
        Ok(Some(Added::of(&change)))
    })
    .await
}

async fn bring(desk: &Desk, items: Vec<Incoming>, mut job: Job) -> Result<Added, Failure> {
    if items.is_empty() {
        return Err(Failure::new(
            Code::User,
            said!("nothing-dropped", "Nothing was dropped."),
            None,
        ));
    }
    let desk = desk.clone();
    blocking(move || {
        let change = bring_all(&desk, items, &SourceEdit::default(), &mut job)?;
        Ok(Added::of(&change))
    })
    .await
}

/// Takes the items in chunk by chunk, so that what is typed meanwhile is saved,
/// then makes exhibits of them in one step.
fn bring_all(
    desk: &Desk,
    items: Vec<Incoming>,
    edit: &SourceEdit,
    job: &mut Job,
) -> Result<Change<Brought>, Failure> {
    let opening = desk.opening()?;
    let mut bringing = Bringing::of(items);
    while desk.step(&opening, |open| open.case.bring_on(&mut bringing))? {
        let (done, total) = bringing.progress();
        if job.at(done, total).is_break() {
            desk.step(&opening, |open| open.case.give_up(bringing))?;
            return Err(Error::stopped().into());
        }
    }
    let change = desk.step(&opening, |open| {
        open.case
            .seal_brought(bringing, edit, &mut |done, total| job.at(done, total))
    })?;
    Ok(change)
}

/// A link alone is something that others hold.
fn cite(open: &mut OpenCase, address: String) -> Result<Change<Brought>, Error> {
    let book = open.case.casebook()?;
    let known = book.exhibits.iter().find(|one| {
        let record = &one.record;
        [&record.address_requested, &record.address_final].contains(&&Some(address.clone()))
    });
    if let Some(known) = known {
        let twin = case::Twin {
            name: address,
            exhibit: known.number,
            binned: false,
        };
        return Ok(Change {
            value: Brought {
                held: vec![twin],
                ..Brought::default()
            },
            entry: 0,
            stale: Default::default(),
        });
    }
    let edit = SourceEdit {
        title: Some(address.clone()),
        kind: Some(evidence::exhibit::Kind::Page),
        address_requested: Some(address),
        ..SourceEdit::default()
    };
    let change = open.case.cite(&edit)?;
    Ok(Change {
        value: Brought {
            added: vec![change.value],
            ..Brought::default()
        },
        entry: change.entry,
        stale: change.stale,
    })
}

/// Pasting is the capture: its time and its hands are known.
fn captured_now(
    open: &OpenCase,
    title: Option<String>,
    method: String,
) -> Result<SourceEdit, Error> {
    let at = now().parse().map_err(Error::user)?;
    Ok(SourceEdit {
        title,
        captured_at: Some(Some(at)),
        captured_by: Some(open.case.machine().actor().to_owned()),
        method: Some(method),
        ..SourceEdit::default()
    })
}
