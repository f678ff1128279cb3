//! Opening a case: the passphrase comes from a prompt or a file, never from an argument.

use crate::{Failure, machine::this_machine};
use case::{Case, Key};
use std::{
    io::{BufRead, IsTerminal},
    path::{Path, PathBuf},
};

/// Knows where the passphrase comes from.
pub(crate) struct Opener {
    pub(crate) passphrase_file: Option<PathBuf>,
}

impl Opener {
    /// Opens the case at `path`, asking for its passphrase if it has one.
    pub(crate) fn open(&self, path: &Path) -> Result<Case, Failure> {
        if !Case::needs_passphrase(path)? {
            return as_opening(Case::open(path, Key::None, this_machine()));
        }
        let passphrase = self.passphrase("Passphrase: ")?;
        // A recovery code is typed where the passphrase would be.
        let opened = Case::open(path, Key::Passphrase(&passphrase), this_machine());
        match opened {
            Err(error)
                if error.kind == case::Kind::Locked
                    && case::RecoveryCode::parse(&passphrase).is_ok() =>
            {
                as_opening(Case::open(
                    path,
                    Key::RecoveryCode(&passphrase),
                    this_machine(),
                ))
            }
            opened => as_opening(opened),
        }
    }

    /// The passphrase for a new case, asked twice at a prompt.
    pub(crate) fn new_passphrase(&self) -> Result<String, Failure> {
        let passphrase = self.passphrase("New passphrase: ")?;
        if self.passphrase_file.is_none() && self.passphrase("Once more: ")? != passphrase {
            return Err(Failure::usage(
                "the two passphrases differ; nothing was made",
            ));
        }
        Ok(passphrase)
    }

    fn passphrase(&self, prompt: &str) -> Result<String, Failure> {
        let Some(file) = &self.passphrase_file else {
            if !std::io::stdin().is_terminal() {
                return Err(Failure {
                    status: 3,
                    message: "this case has a passphrase and there is no terminal to ask for it"
                        .to_owned(),
                    hint: Some(
                        "Give it with --passphrase-file FILE, or - for standard input.".to_owned(),
                    ),
                });
            }
            return rpassword::prompt_password(prompt).map_err(|error| {
                Failure::usage(format!("the passphrase could not be read: {error}"))
            });
        };
        let mut line = String::new();
        let read = if file.as_os_str() == "-" {
            std::io::stdin().lock().read_line(&mut line)
        } else {
            std::fs::File::open(file)
                .and_then(|file| std::io::BufReader::new(file).read_line(&mut line))
        };
        read.map_err(|error| {
            Failure::usage(format!(
                "the passphrase file {} could not be read: {error}",
                file.display()
            ))
        })?;
        Ok(line.trim_end_matches(['\n', '\r']).to_owned())
    }
}

/// A case that is damaged when it is opened cannot be opened.
fn as_opening(opened: Result<Case, case::Error>) -> Result<Case, Failure> {
    opened.map_err(|error| {
        let cannot_open = matches!(error.kind, case::Kind::Damaged);
        let mut failure = Failure::from(error);
        if cannot_open {
            failure.status = 3;
        }
        failure
    })
}
