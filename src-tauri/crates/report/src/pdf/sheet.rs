//! Where things stand on a page.

/// The measures of a page, points from its top left corner.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sheet {
    pub(crate) height: f32,
    /// Where full-width matter begins and ends.
    pub(crate) full: (f32, f32),
    /// The text column.
    pub(crate) text: (f32, f32),
    /// The column beside it.
    pub(crate) margin: (f32, f32),
    pub(crate) top: f32,
    pub(crate) bottom: f32,
    /// Whether reading begins at the right, and the margin stands at the left.
    pub(crate) mirrored: bool,
}

impl Sheet {
    pub(crate) fn new((width, height): (f32, f32), mirrored: bool) -> Sheet {
        let (inner, outer, beside) = (63.0, 48.0, 162.0);
        let (full, text, margin) = if mirrored {
            let full = (outer, width - inner);
            let text = (full.0 + beside, full.1);
            (full, text, (full.0, full.0 + 136.0))
        } else {
            let full = (inner, width - outer);
            let text = (full.0, full.1 - beside);
            (full, text, (full.1 - 136.0, full.1))
        };
        Sheet {
            height,
            full,
            text,
            margin,
            top: 74.0,
            bottom: height - 62.0,
            mirrored,
        }
    }
}
