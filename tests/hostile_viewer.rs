//! Hostile exhibits opened in the real window: nothing runs, nothing is requested, and the
//! window goes on answering.

use plumb_tests::made;
use plumb_tests::window::{Window, key};
use plumb_tests::workbench::Workbench;
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{sleep, spawn};
use std::time::Duration;

/// What a script of a hostile file does first: it can be seen from outside.
const DEED: &str = "window.deed=1;document.title='owned'";

/// A place on this machine that counts who comes.
struct Trap {
    port: u16,
    visits: Arc<AtomicUsize>,
}

impl Trap {
    fn set() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port is free");
        let port = listener.local_addr().expect("it has an address").port();
        let visits = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&visits);
        spawn(move || {
            for _ in listener.incoming() {
                counted.fetch_add(1, Ordering::SeqCst);
            }
        });
        Self { port, visits }
    }

    fn address(&self, what: &str) -> String {
        format!("http://127.0.0.1:{}/{what}", self.port)
    }
}

/// A saved page with every way to run or to fetch that this test knows.
fn hostile_page(trap: &Trap) -> String {
    let far = |what: &str| trap.address(what);
    let script = format!("{DEED};fetch('{}')", far("script"));
    format!(
        "<!doctype html><html manifest='{manifest}'><head><meta http-equiv=refresh content='0;url={refresh}'>\
         <base href='{base}/'><link rel=stylesheet href='{css}'><link rel=dns-prefetch href='{dns}'>\
         <link rel=preload as=image href='{preload}'><style>@import '{import}';body{{background:url({background})}}</style>\
         <script>{script}</script><script src='{source}'></script></head>\
         <body onload=\"{script}\"><h1>Public notice</h1><p>The road was paid for.\
         <img src='{image}' onerror=\"{script}\"><img srcset='{srcset} 2x'><video autoplay src='{video}' poster='{poster}'></video>\
         <iframe srcdoc=\"<script>parent.{DEED}</script>\"></iframe><iframe src='javascript:{script}'></iframe>\
         <object data='{object}'></object><embed src='{embed}'><svg onload=\"{script}\"><use href='{usage}#x'/></svg>\
         <math><mtext><table><mglyph><style><img src=x onerror=\"{script}\"></style></mglyph></table></mtext></math>\
         <a href='javascript:{script}' ping='{ping}'>a link</a><form action='{form}'><button autofocus onfocus=\"{script}\">x</button></form>\
         <details open ontoggle=\"{script}\">d</details><noscript><p title='</noscript><img src=x onerror={DEED}>'></noscript>\
         <template><img src='{template}'></template><img src='data:image/svg+xml;base64,{svg}'>\
         <p>{{{{constructor.constructor('{DEED}')()}}}} {{@html '<img src=x onerror={DEED}>'}}</p>",
        manifest = far("manifest"),
        refresh = far("refresh"),
        base = far("base"),
        css = far("css"),
        dns = far("dns"),
        preload = far("preload"),
        import = far("import"),
        background = far("background"),
        source = far("source"),
        image = far("image"),
        srcset = far("srcset"),
        video = far("video"),
        poster = far("poster"),
        object = far("object"),
        embed = far("embed"),
        usage = far("use"),
        ping = far("ping"),
        form = far("form"),
        template = far("template"),
        svg = "PHN2ZyB4bWxucz0naHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmcnIG9ubG9hZD0nd2luZG93LmRlZWQ9MSc+PC9zdmc+",
    )
}

fn hostile_svg(trap: &Trap) -> String {
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='90' height='90' onload=\"{DEED}\">\
         <script>{DEED};fetch('{}')</script><image xlink:href='{}' width='9' height='9'/>\
         <foreignObject width='90' height='90'><body xmlns='http://www.w3.org/1999/xhtml' onload=\"{DEED}\"><img src='{}'/></body></foreignObject>\
         <a xlink:href=\"javascript:{DEED}\"><text y='20'>press</text></a></svg>",
        trap.address("svg-script"),
        trap.address("svg-image"),
        trap.address("svg-inside"),
    )
}

/// A PNG of a few kilobytes that says it has as many pixels as fit into its header.
fn picture_bomb() -> Vec<u8> {
    let mut bomb = made::png();
    for side in [16..20, 20..24] {
        bomb[side].copy_from_slice(&50_000_u32.to_be_bytes());
    }
    // The header's checksum, so that nothing but its size is wrong with it.
    let sum = crc32(&bomb[12..29]);
    bomb[29..33].copy_from_slice(&sum.to_be_bytes());
    bomb
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            (sum >> 1) ^ (0xEDB8_8320 & (sum & 1).wrapping_neg())
        })
    })
}

#[test]
fn a_hostile_exhibit_runs_nothing_requests_nothing_and_leaves_the_window_usable() {
    let bench = Workbench::new();
    let case = bench.sample();
    let trap = Trap::set();
    let files = [
        bench.give("notice.html", hostile_page(&trap)),
        bench.give("drawing.svg", hostile_svg(&trap)),
        bench.give("bomb.png", picture_bomb()),
        bench.give(
            "line.txt",
            "one line without an end ".repeat(50 * 1024 * 1024 / 24),
        ),
        bench.give(
            "nested.html",
            format!("<h1>deep</h1>{}", "<div><b><a href=x>".repeat(60_000)),
        ),
    ];
    for file in &files {
        bench.done(&["add", case, file]);
    }
    let first = bench
        .json(&["list", case, "exhibits"])
        .as_array()
        .expect("a list")
        .len()
        - files.len();

    let window = Window::open(&bench, case, &[]);
    let title = window.script("return document.title");
    let before = window.sockets();
    for (place, file) in files.iter().enumerate() {
        window.click(&format!("(//*[@role='option'])[{}]", first + place + 1));
        window.press(&[key::ENTER]);
        window.wait_for("//main//*[@data-letters] | //main//*[@role='status' or @role='alert']");
        // What would run or fetch had this long to do so, with the keys of the canvas pressed.
        for stroke in ["+", "+", key::DOWN, "0"] {
            window.press(&[stroke]);
        }
        sleep(Duration::from_millis(700));
        assert_eq!(window.sockets(), before, "{file}: no socket is opened");
        assert_eq!(
            window.script("return [window.deed ?? null, document.title]"),
            serde_json::json!([null, title]),
            "{file}"
        );
        assert_eq!(window.script("return document.querySelectorAll('iframe, object, embed, script:not([src]), base').length"), 0);
        // The next click is answered.
        window.press_button("Evidence");
        window.wait_for("//*[@role='option']");
    }
    assert_eq!(
        trap.visits.load(Ordering::SeqCst),
        0,
        "nobody was asked for anything"
    );
}

#[test]
fn the_page_itself_can_reach_nobody() {
    let bench = Workbench::new();
    let case = bench.sample();
    let trap = Trap::set();
    let window = Window::open(&bench, case, &[]);
    let before = window.sockets();
    let reached = window.script(&format!(
        "const image = new Promise((told) => {{ const one = new Image(); one.onload = () => told(true); one.onerror = () => told(false); one.src = '{0}'; }});\
         return Promise.all([fetch('{0}').then(() => true, () => false), image])",
        trap.address("page"),
    ));
    assert_eq!(reached, serde_json::json!([false, false]));
    assert_eq!(window.sockets(), before);
    assert_eq!(
        trap.visits.load(Ordering::SeqCst),
        0,
        "the policy of the page lets nothing out"
    );
}
