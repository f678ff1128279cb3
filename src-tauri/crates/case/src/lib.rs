//! One method for each thing a journalist can do, each in one transaction, each recorded, each undoable.
