//! A case as large as an investigation of years: `many CASE PASSPHRASE-FILE` makes
//! one of 10,000 exhibits and 2,000 marks. `cargo x bench window` opens it.

#![allow(
    clippy::print_stdout,
    reason = "an example talks to the person who started it"
)]

use std::error::Error;
use std::ops::ControlFlow;
use std::path::Path;
use std::{env, fs};

use case::{Case, Incoming, KeyCost, Lock, Machine, MarkPlace, SourceEdit};
use claims::Stance;
use evidence::{Number, Selector};

const EXHIBITS: u32 = 10_000;
const MARKS_IN_EACH: u32 = 4;
/// The first of them carry the marks.
const MARKED: u32 = 500;
const CLAIMS: u32 = 100;
/// Brought in by one drop.
const DROP: u32 = 500;
const WIDTH: u32 = 400;
const HEIGHT: u32 = 300;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [file, passphrase] = &arguments[..] else {
        return Err("many CASE PASSPHRASE-FILE".into());
    };
    let passphrase = fs::read_to_string(passphrase)?;
    let lock = Lock {
        passphrase: passphrase.trim_end(),
        cost: KeyCost::TEST,
    };
    let opening = Case::create(Path::new(file), "Ten thousand exhibits", lock, machine());
    let mut case = opening.map_err(|error| error.message)?.case;
    for first in (0..EXHIBITS).step_by(DROP as usize) {
        let added = drop_some(&mut case, first).map_err(|error| error.message)?;
        if first < MARKED {
            mark(&mut case, &added).map_err(|error| error.message)?;
        }
    }
    println!("{EXHIBITS} exhibits, {} marks", MARKED * MARKS_IN_EACH);
    Ok(())
}

/// Three of five are pictures, the others texts.
fn drop_some(case: &mut Case, first: u32) -> Result<Vec<Number>, case::Error> {
    let items = (first..first + DROP).map(|one| match one % 5 {
        0..3 => Incoming::Bytes {
            name: format!("screenshot {one}.png"),
            bytes: picture(one),
        },
        _ => Incoming::Bytes {
            name: format!("post {one}.txt"),
            bytes: format!(
                "Post {one}. They met. {}",
                "Nobody said anything. ".repeat(12)
            )
            .into_bytes(),
        },
    });
    let edit = SourceEdit {
        publisher: Some(format!("source{}.example", first / DROP)),
        ..SourceEdit::default()
    };
    let go_on = &mut |_, _| ControlFlow::Continue(());
    Ok(case.bring(items.collect(), &edit, go_on)?.value.added)
}

fn mark(case: &mut Case, exhibits: &[Number]) -> Result<(), case::Error> {
    let claims = (0..CLAIMS)
        .map(|one| {
            Ok(case
                .add_claim(&format!("Account {one} posted it first."), None)?
                .value)
        })
        .collect::<Result<Vec<_>, case::Error>>()?;
    for (at, exhibit) in exhibits.iter().enumerate() {
        for one in 0..MARKS_IN_EACH {
            let place = match at % 5 {
                0..3 => MarkPlace::Exactly(Selector::Region {
                    x: 40 * one,
                    y: 30 * one,
                    width: 60,
                    height: 40,
                    page: None,
                }),
                _ => MarkPlace::Quote("They met".to_owned()),
            };
            let mark = case
                .mark(*exhibit, place, Some(format!("what to see, {one}")))?
                .value;
            if one == 0 {
                case.link(mark, claims[at % claims.len()], Stance::Supports)?;
            }
        }
    }
    Ok(())
}

fn machine() -> Machine {
    let mut last = 0;
    let ids = move || {
        last += 1;
        case::Id::new(uuid::Uuid::from_u128(last))
    };
    Machine::new(chrono::DateTime::default, ids, "UTC", "a measure")
}

/// A picture in black and white that no other number gives, as PNG without compression.
fn picture(number: u32) -> Vec<u8> {
    let mut rows = Vec::new();
    for y in 0..HEIGHT {
        rows.push(0);
        rows.extend((0..WIDTH / 8).map(|x| {
            (x.wrapping_mul(y / 8) ^ number.wrapping_mul(2_654_435_761).rotate_left(y % 32)) as u8
        }));
    }
    let mut data = vec![0x78, 1];
    let blocks = rows.chunks(0xFFFF);
    let last = blocks.len() - 1;
    for (at, block) in blocks.enumerate() {
        let length = block.len() as u16;
        data.push(u8::from(at == last));
        data.extend(length.to_le_bytes());
        data.extend((!length).to_le_bytes());
        data.extend(block);
    }
    data.extend(adler(&rows).to_be_bytes());
    let head = [
        &WIDTH.to_be_bytes()[..],
        &HEIGHT.to_be_bytes(),
        &[1, 0, 0, 0, 0],
    ]
    .concat();
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    for (name, data) in [(b"IHDR", &head), (b"IDAT", &data), (b"IEND", &Vec::new())] {
        png.extend((data.len() as u32).to_be_bytes());
        let part = [&name[..], data].concat();
        png.extend(&part);
        png.extend(crc(&part).to_be_bytes());
    }
    png
}

fn adler(bytes: &[u8]) -> u32 {
    let (a, b) = bytes.iter().fold((1, 0), |(a, b), byte| {
        let a = (a + u32::from(*byte)) % 65_521;
        (a, (b + a) % 65_521)
    });
    b << 16 | a
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ (0xEDB8_8320 & 0_u32.wrapping_sub(crc & 1))
        })
    })
}
