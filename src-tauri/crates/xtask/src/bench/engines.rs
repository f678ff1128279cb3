//! What prints: Plumb's two copies and its peers, each as its users would start it.

use std::path::Path;
use std::process::Command;

use super::text::Text;

/// A way to make a PDF.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Engine {
    /// `plumb report`, the copy for editors.
    Editor,
    /// `plumb report --copy public`.
    Public,
    /// typst with both standards and an attachment.
    Typst,
    /// WeasyPrint, tagged.
    WeasyPrint,
    /// Chromium without a window, tagged and with an outline.
    Chromium,
}

/// Typst as PyPI packs it is a library for Python.
const TYPST: &str = "import sys, typst; \
    typst.compile(sys.argv[1], output=sys.argv[2], pdf_standards=['a-3a', 'ua-1'])";

/// Starts a program and waits for all that it leaves behind (`prctl` 36 makes it
/// the parent of orphans): Chromium prints in processes that it does not wait for,
/// three quarters of its work, and what nobody waits for the kernel does not count.
const WAITING: &str = r"
import ctypes, os, sys
ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ)
code = 1
while True:
    try:
        ended, status = os.wait()
    except ChildProcessError:
        sys.exit(code)
    if ended == child:
        code = os.waitstatus_to_exitcode(status)
";

impl Engine {
    /// Plumb first, then its peers.
    pub(super) fn all() -> [Self; 5] {
        [
            Self::Editor,
            Self::Public,
            Self::Typst,
            Self::WeasyPrint,
            Self::Chromium,
        ]
    }

    pub(super) fn is_peer(self) -> bool {
        !matches!(self, Self::Editor | Self::Public)
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Editor => "Plumb, editor's copy",
            Self::Public => "Plumb, public copy",
            Self::Typst => "typst",
            Self::WeasyPrint => "WeasyPrint",
            Self::Chromium => "Chromium",
        }
    }

    /// A word for the name of a file.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Editor => "editor",
            Self::Public => "public",
            Self::Typst => "typst",
            Self::WeasyPrint => "weasyprint",
            Self::Chromium => "chromium",
        }
    }

    /// The command that prints a text into [`Text::pdf`].
    pub(super) fn command(self, text: &Text, peers: &Path) -> Command {
        let pdf = text.pdf(&self);
        let mut command = match self {
            Self::Editor | Self::Public => {
                let mut command = text.plumb("report");
                command.arg("--pdf").arg(&pdf).args(["--copy", self.word()]);
                command
            }
            Self::Typst => {
                let mut command = Command::new(peers.join("bin/python"));
                command.args(["-c", TYPST, "report.typ"]).arg(&pdf);
                command
            }
            Self::WeasyPrint => {
                let mut command = Command::new(peers.join("bin/weasyprint"));
                command
                    .args(["--quiet", "--pdf-variant", "pdf/ua-1", "report.html"])
                    .arg(&pdf);
                command
            }
            Self::Chromium => {
                let mut command = Command::new("python3");
                command.args(["-c", WAITING, "chromium"]);
                let print = format!("--print-to-pdf={}", pdf.display());
                command.args([
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--no-pdf-header-footer",
                ]);
                command.args([
                    "--export-tagged-pdf",
                    "--generate-pdf-document-outline",
                    &print,
                ]);
                command.arg("report.html");
                command
            }
        };
        command.current_dir(text.folder());
        command
    }
}
