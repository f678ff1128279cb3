//! What a report's text is: Markdown read into blocks, sentences and citations.
