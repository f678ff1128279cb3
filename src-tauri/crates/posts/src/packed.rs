//! Columns as bytes, so that a case can keep them and load only those that are asked for.
//!
//! One block holds the columns of some thousand posts that follow one another. The form is
//! not for exchange: a case that holds another version's blocks reads the file anew.

use crate::columns::{Keys, Lists};
use crate::data_set::{DataSet, Row};
use crate::key::{Key, NONE};

/// The version of the form; part of what a case finds blocks by.
pub const FORM: u32 = 2;

/// A column, or several that are always wanted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// Accounts and times.
    Posting,
    /// Where posts stand in the file.
    Row,
    /// Ids, and which came before.
    Id,
    /// Keys of texts.
    Text,
    /// Keys of the posts that are repeated.
    Repost,
    /// Keys of the posts that are answered.
    Reply,
    /// Keys and domains of links.
    Links,
    /// Hashtags.
    Tags,
    /// Languages.
    Language,
    /// What words the posts may hold, see [`crate::sieve`].
    Sieve,
}

impl Column {
    /// Every column.
    pub const ALL: [Column; 10] = [
        Column::Posting,
        Column::Row,
        Column::Id,
        Column::Text,
        Column::Repost,
        Column::Reply,
        Column::Links,
        Column::Tags,
        Column::Language,
        Column::Sieve,
    ];

    /// The name it is kept under.
    pub const fn name(self) -> &'static str {
        match self {
            Column::Posting => "posting",
            Column::Row => "row",
            Column::Id => "id",
            Column::Text => "text",
            Column::Repost => "repost",
            Column::Reply => "reply",
            Column::Links => "links",
            Column::Tags => "tags",
            Column::Language => "language",
            Column::Sieve => "sieve",
        }
    }
}

/// Bytes that are no block of this form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unpackable;

/// The block's column as bytes; empty when the block does not have it.
pub fn pack(block: &DataSet, column: Column) -> Vec<u8> {
    let mut out = Vec::new();
    match column {
        Column::Posting => pack_posting(block, &mut out),
        Column::Row => pack_rows(&block.row, &mut out),
        Column::Id => {
            for id in &block.id {
                out.extend_from_slice(&id.to_le_bytes());
            }
            pack_bits(block.duplicate.iter().copied(), &mut out);
        }
        Column::Text => pack_keys(&block.text, &mut out),
        Column::Repost => pack_keys(&block.repost, &mut out),
        Column::Reply => pack_keys(&block.reply, &mut out),
        Column::Links => {
            let links = &block.links;
            (0..links.len()).for_each(|at| pack_number(links.get(at).len() as u64, &mut out));
            pack_numbers(block.link_domains.items(), &mut out);
            for key in links.items() {
                out.extend_from_slice(&key.to_le_bytes());
            }
        }
        Column::Tags => {
            let tags = &block.tags;
            (0..tags.len()).for_each(|at| pack_number(tags.get(at).len() as u64, &mut out));
            pack_numbers(tags.items(), &mut out);
        }
        Column::Language => pack_numbers(&block.language, &mut out),
        Column::Sieve => out.extend_from_slice(&block.sieves),
    }
    out
}

/// Adds a packed block of `posts` posts to a data set's column.
///
/// Errors: [`Unpackable`]; the data set may then hold a part of the block.
pub fn unpack(
    set: &mut DataSet,
    column: Column,
    posts: usize,
    bytes: &[u8],
) -> Result<(), Unpackable> {
    if bytes.is_empty() {
        return Ok(());
    }
    let mut rest = Unpacking(bytes);
    match column {
        Column::Posting => rest.posting(set, posts)?,
        Column::Row => rest.rows(&mut set.row, posts)?,
        Column::Id => {
            for _ in 0..posts {
                set.id.push(rest.short()?);
            }
            let bits = rest.take(posts.div_ceil(8))?;
            set.duplicate.extend((0..posts).map(|at| bit(bits, at)));
        }
        Column::Text => rest.keys(&mut set.text, posts)?,
        Column::Repost => rest.keys(&mut set.repost, posts)?,
        Column::Reply => rest.keys(&mut set.reply, posts)?,
        Column::Links => {
            let counts = rest.numbers(posts)?;
            let all = counts.iter().map(|count| *count as usize).sum();
            let domains = rest.numbers(all)?;
            let keys: Vec<Key> = (0..all).map(|_| rest.key()).collect::<Result<_, _>>()?;
            split(&mut set.link_domains, &counts, domains);
            split(&mut set.links, &counts, keys);
        }
        Column::Tags => {
            let counts = rest.numbers(posts)?;
            let all = counts.iter().map(|count| *count as usize).sum();
            let tags = rest.numbers(all)?;
            split(&mut set.tags, &counts, tags);
        }
        Column::Language => {
            let languages = rest.numbers(posts)?;
            set.language.extend(languages);
        }
        Column::Sieve => set.sieves.extend_from_slice(rest.take(bytes.len())?),
    }
    if rest.0.is_empty() {
        Ok(())
    } else {
        Err(Unpackable)
    }
}

fn split<T>(lists: &mut Lists<T>, counts: &[u32], items: Vec<T>) {
    let mut items = items.into_iter();
    for count in counts {
        lists.push(items.by_ref().take(*count as usize));
    }
}

fn pack_posting(block: &DataSet, out: &mut Vec<u8>) {
    pack_numbers(&block.account, out);
    let mut before = 0;
    for time in &block.time {
        pack_signed(time.wrapping_sub(before), out);
        before = *time;
    }
}

fn pack_rows(rows: &[Row], out: &mut Vec<u8>) {
    let (mut offset, mut line) = (0, 0);
    for row in rows {
        pack_signed(row.offset.wrapping_sub(offset) as i64, out);
        pack_number(u64::from(row.length), out);
        pack_signed(i64::from(row.line) - i64::from(line), out);
        (offset, line) = (row.offset + u64::from(row.length), row.line);
    }
}

/// Which keys there are, then those.
fn pack_keys(keys: &Keys, out: &mut Vec<u8>) {
    out.extend(keys.presence());
    out.reserve(size_of_val(keys.present()));
    for key in keys.present() {
        out.extend_from_slice(&key.to_le_bytes());
    }
}

fn pack_bits(bits: impl Iterator<Item = bool>, out: &mut Vec<u8>) {
    for (at, bit) in bits.enumerate() {
        if at % 8 == 0 {
            out.push(0);
        }
        if let Some(last) = out.last_mut() {
            *last |= u8::from(bit) << (at % 8);
        }
    }
}

fn pack_numbers(numbers: &[u32], out: &mut Vec<u8>) {
    numbers
        .iter()
        .for_each(|number| pack_number(u64::from(*number), out));
}

fn pack_number(mut number: u64, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn pack_signed(number: i64, out: &mut Vec<u8>) {
    pack_number(((number << 1) ^ (number >> 63)) as u64, out);
}

fn bit(bits: &[u8], at: usize) -> bool {
    bits[at / 8] >> (at % 8) & 1 == 1
}

struct Unpacking<'a>(&'a [u8]);

impl<'a> Unpacking<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], Unpackable> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(Unpackable)?;
        self.0 = rest;
        Ok(taken)
    }

    fn number(&mut self) -> Result<u64, Unpackable> {
        let mut number = 0;
        for (at, byte) in self.0.iter().enumerate().take(10) {
            number |= u64::from(byte & 0x7f) << (7 * at);
            if byte & 0x80 == 0 {
                self.0 = &self.0[at + 1..];
                return Ok(number);
            }
        }
        Err(Unpackable)
    }

    fn signed(&mut self) -> Result<i64, Unpackable> {
        let number = self.number()?;
        Ok((number >> 1) as i64 ^ -((number & 1) as i64))
    }

    fn numbers(&mut self, count: usize) -> Result<Vec<u32>, Unpackable> {
        let number = |_| u32::try_from(self.number()?).map_err(|_| Unpackable);
        (0..count).map(number).collect()
    }

    fn key(&mut self) -> Result<Key, Unpackable> {
        let bytes = self.take(16)?.try_into().map_err(|_| Unpackable)?;
        Ok(Key::from_le_bytes(bytes))
    }

    fn short(&mut self) -> Result<u64, Unpackable> {
        let bytes = self.take(8)?.try_into().map_err(|_| Unpackable)?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn keys(&mut self, keys: &mut Keys, posts: usize) -> Result<(), Unpackable> {
        let bits = self.take(posts.div_ceil(8))?;
        for at in 0..posts {
            keys.push(if bit(bits, at) { self.key()? } else { NONE });
        }
        Ok(())
    }

    fn posting(&mut self, set: &mut DataSet, posts: usize) -> Result<(), Unpackable> {
        let accounts = self.numbers(posts)?;
        set.account.extend(accounts);
        let mut time: i64 = 0;
        for _ in 0..posts {
            time = time.wrapping_add(self.signed()?);
            set.time.push(time);
        }
        Ok(())
    }

    fn rows(&mut self, rows: &mut Vec<Row>, posts: usize) -> Result<(), Unpackable> {
        let (mut offset, mut line) = (0_u64, 0_i64);
        for _ in 0..posts {
            offset = offset.wrapping_add(self.signed()? as u64);
            let length = u32::try_from(self.number()?).map_err(|_| Unpackable)?;
            line += self.signed()?;
            rows.push(Row {
                offset,
                length,
                line: u32::try_from(line).map_err(|_| Unpackable)?,
            });
            offset += u64::from(length);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::{Options, Wanted, read};

    #[test]
    fn what_was_packed_comes_back() {
        let csv = "message_id,user_id,username,repost_id,reply_id,message,timestamp,urls\n\
                   1,a,A,,,Free #One #Two,1715761264,https://x.example y.example\n\
                   2,b,B,1,,RT,1715761200,\n\
                   1,c,C,,2,\"two\nlines\",1715769999,\n";
        let options = Options::new(Wanted::KEYS);
        let set = read(csv.as_bytes(), &options, &mut |_| {
            std::ops::ControlFlow::Continue(())
        });
        let set = set.unwrap();
        let mut back = DataSet::default();
        for column in Column::ALL {
            let bytes = pack(&set, column);
            unpack(&mut back, column, set.len(), &bytes).unwrap();
        }
        assert_eq!(back.account, set.account);
        assert_eq!(back.time, set.time);
        assert_eq!(back.row, set.row);
        assert_eq!((back.id, back.duplicate), (set.id, set.duplicate));
        assert_eq!(
            (back.text, back.repost, back.reply),
            (set.text, set.repost, set.reply)
        );
        assert_eq!(back.links.items(), set.links.items());
        assert_eq!(back.links.get(0).len(), 2);
        assert_eq!(back.link_domains.items(), set.link_domains.items());
        assert_eq!(back.tags.get(0), set.tags.get(0));
    }
}
