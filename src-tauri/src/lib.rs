//! Plumb in a window: the only code that knows Tauri.

mod clipboard;
mod commands;
mod desk;
mod dialog;
mod drops;
mod evidence_protocol;
mod jobs;
mod machine;
mod recent;
mod settings;
mod shown;
mod strength;
mod window;
mod wire;

use desk::Desk;
use drops::Drops;
use jobs::Jobs;
use std::{path::PathBuf, process::ExitCode};
use tauri::{Manager, RunEvent};

/// Opens the window, on the case given as the first argument if there is one,
/// and stays until it is closed.
pub fn run() -> ExitCode {
    case::keep_readers_quiet();
    let asked = std::env::args_os().nth(1).map(PathBuf::from);
    let commands = bindings();
    let built = tauri::Builder::default()
        // The first plugin: a second start says what it was asked for and ends.
        .plugin(tauri_plugin_single_instance::init(window::second_start))
        .plugin(tauri_plugin_dialog::init())
        .manage(Desk::new(asked))
        .manage(Jobs::default())
        .manage(Drops::default())
        .manage(commands::data::Chosen::default())
        .register_asynchronous_uri_scheme_protocol("evidence", evidence_protocol::answer)
        .invoke_handler(commands.invoke_handler())
        .on_window_event(window::closing)
        .setup(|app| {
            window::open(app)?;
            drops::listen(app);
            Ok(())
        })
        .build(tauri::generate_context!());
    match built {
        Ok(app) => {
            app.run(|app, event| {
                if let RunEvent::Exit = event {
                    app.state::<Jobs>().cancel_all();
                    app.state::<Desk>().clear();
                }
            });
            ExitCode::SUCCESS
        }
        Err(error) => {
            #[expect(
                clippy::print_stderr,
                reason = "without a window this is the only place left"
            )]
            {
                eprintln!("Plumb could not open its window: {error}.");
            }
            ExitCode::FAILURE
        }
    }
}

/// The commands of the window, from which `ui/src/backend/bindings.ts` is generated.
pub fn bindings() -> tauri_specta::Builder<tauri::Wry> {
    tauri_specta::Builder::new()
        .disable_serde_phases()
        .commands(tauri_specta::collect_commands![
            commands::settings::settings,
            commands::settings::keep_settings,
            commands::settings::cancel,
            commands::session::session,
            commands::session::choose_case,
            commands::session::start_sample,
            commands::session::create_case,
            commands::session::judge_passphrase,
            commands::session::recent_cases,
            commands::session::open_recent,
            commands::session::open_dropped,
            commands::session::forget_recent,
            commands::session::asked_case,
            commands::session::answer_asked_case,
            commands::session::unlock,
            commands::session::lock,
            commands::session::go_home,
            commands::session::leave,
            commands::read::overview,
            commands::read::history,
            commands::read::find,
            commands::read::exhibits,
            commands::read::exhibit,
            commands::read::marks,
            commands::read::claims,
            commands::read::claim,
            commands::read::manuscript,
            commands::read::rail,
            commands::read::check,
            commands::read::verify,
            commands::library::collections,
            commands::library::report_sections,
            commands::library::excerpts,
            commands::library::edit_source,
            commands::library::add_collection,
            commands::library::rename_collection,
            commands::library::remove_collection,
            commands::library::collect,
            commands::library::label,
            commands::library::bin,
            commands::add::add_files,
            commands::add::watch_drops,
            commands::add::add_dropped,
            commands::add::paste,
            commands::look::text,
            commands::look::pieces,
            commands::look::passages,
            commands::look::quote,
            commands::look::rows,
            commands::look::page_words,
            commands::look::quote_page,
            commands::look::compare,
            commands::mark::mark,
            commands::mark::move_mark,
            commands::mark::note_mark,
            commands::mark::remove_mark,
            commands::mark::redact,
            commands::mark::remove_redaction,
            commands::data::data_sets,
            commands::data::choose_posts,
            commands::data::dropped_posts,
            commands::data::import_posts,
            commands::data::look_at_data,
            commands::data::ask_data,
            commands::data::freeze_finding,
            commands::data::freeze_count,
            commands::data::posts,
            commands::data::finding_parts,
            commands::write::link,
            commands::write::unlink,
            commands::write::write_manuscript,
            commands::write::set_confidence,
            commands::write::undo,
            commands::write::redo,
            commands::argue::add_claim,
            commands::argue::edit_claim,
            commands::argue::claim_identity,
            commands::argue::withdraw_claim,
            commands::argue::reopen_claim,
            commands::argue::explain,
            commands::argue::add_note,
            commands::argue::remove_note,
            commands::argue::add_reply,
            commands::argue::edit_reply,
            commands::argue::take_back_waiver,
            commands::parties::parties,
            commands::parties::party,
            commands::parties::add_party,
            commands::parties::edit_party,
            commands::parties::merge_parties,
            commands::parties::affiliate,
            commands::parties::edit_affiliation,
            commands::parties::remove_affiliation,
            commands::parties::add_state,
            commands::parties::remove_state,
            commands::timeline::events,
            commands::timeline::add_event,
            commands::timeline::edit_event,
            commands::timeline::remove_event,
            commands::timeline::links,
            commands::timeline::freeze_chart,
            commands::argue::set_identity,
            commands::print::print,
            commands::print::passage_at,
            commands::print::passage_on,
            commands::report::weigh,
            commands::report::citable,
            commands::report::waive,
            commands::export::departure,
            commands::export::choose_way_out,
            commands::export::export_report,
        ])
}
