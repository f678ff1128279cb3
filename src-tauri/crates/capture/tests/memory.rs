//! The largest memory of this process while it looks at a file of one gibibyte.

use std::io::{Read, Seek, SeekFrom};

const GIBIBYTE: u64 = 1 << 30;

/// A gibibyte that exists nowhere: a beginning, then the same byte again and again.
struct Endless {
    start: &'static [u8],
    filler: u8,
    at: u64,
}

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let left = usize::try_from(GIBIBYTE.saturating_sub(self.at)).unwrap_or(usize::MAX);
        let length = buffer.len().min(left);
        for (offset, byte) in buffer[..length].iter_mut().enumerate() {
            let place = self.at as usize + offset;
            *byte = self.start.get(place).copied().unwrap_or(self.filler);
        }
        self.at += length as u64;
        Ok(length)
    }
}

impl Seek for Endless {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.at = match to {
            SeekFrom::Start(at) => at,
            SeekFrom::End(back) => GIBIBYTE.saturating_add_signed(back),
            SeekFrom::Current(by) => self.at.saturating_add_signed(by),
        };
        Ok(self.at)
    }
}

fn peak_kib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

#[test]
fn a_gibibyte_of_anything_is_looked_at_in_less_than_a_hundred_mebibytes() {
    let starts: [(&'static [u8], u8, &str); 8] = [
        (b"plain text ", b'a', "text/plain"),
        (b"<!doctype html><p>", b'<', "text/html"),
        (b"<!doctype html><p>", b'&', "text/html"),
        (b"%PDF-1.7\n", b' ', "application/pdf"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\0", 0, "image/jpeg"),
        (
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10\x08\x06\0\0\0\x1f\xf3\xff\x61",
            0,
            "image/png",
        ),
        (b"GIF89a\x10\0\x10\0\0\0\0", 0, "image/gif"),
        (b"\0\x01\x02", 0, "application/octet-stream"),
    ];
    for (start, filler, media_type) in starts {
        let seen = capture::inspect(
            &mut Endless {
                start,
                filler,
                at: 0,
            },
            "big",
        )
        .expect("it can be read");
        assert_eq!(seen.media_type, media_type);
    }
    match peak_kib() {
        Some(peak) => assert!(peak < 100 * 1024, "{peak} KiB"),
        None => println!("skipped: this machine does not tell a process its largest memory"),
    }
}
