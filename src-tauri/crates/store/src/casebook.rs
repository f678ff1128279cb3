//! Reading a whole case at once.

use crate::{
    Fact, Store, StoreError,
    tables::{
        claims, codes, events, exhibits, links, marks, merging, notes, parties, redactions,
        replies, waivers,
    },
};
use ::claims::Casebook;
use std::collections::BTreeMap;

impl Store {
    /// Everything the case knows, except what lies in the bin, the bytes of
    /// originals and their texts: `texts` is empty.
    pub fn casebook(&self) -> Result<Casebook, StoreError> {
        let connection = self.connection();
        let parties = parties::read_all(connection)?;
        Ok(Casebook {
            title: self.fact(Fact::Title)?.unwrap_or_default(),
            exhibits: exhibits::read_all(connection)?,
            marks: marks::read_all(connection)?,
            redactions: redactions::read_all(connection)?,
            claims: claims::read_all(connection)?,
            links: links::read_all(connection)?,
            notes: notes::read_all(connection)?,
            replies: replies::read_all(connection)?,
            people: parties.people,
            organisations: parties.organisations,
            accounts: parties.accounts,
            aliases: merging::read_all(connection)?,
            codes: codes::read_all(connection)?,
            affiliations: parties::read_affiliations(connection)?,
            events: events::read_all(connection)?,
            waivers: waivers::read_all(connection)?,
            texts: BTreeMap::new(),
        })
    }

    /// As [`Store::casebook`], with the captured text of every exhibit.
    pub fn casebook_with_texts(&self) -> Result<Casebook, StoreError> {
        let texts = exhibits::read_texts(self.connection())?;
        Ok(Casebook {
            texts,
            ..self.casebook()?
        })
    }
}
