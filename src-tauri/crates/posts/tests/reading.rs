//! Files of posts in the forms in which they come, and the traps in them.

use std::ops::ControlFlow;

use posts::network::{By, Rule, Shares, Weight};
use posts::reading::{Field, Mapping, Options, Progress, Unreadable, Wanted, inspect, read};
use posts::{DataSet, Resolution, key_of};

const CNT: &str = "message_id,user_id,username,repost_id,reply_id,message,timestamp,urls\n";

fn read_with(text: &[u8], options: &Options) -> Result<DataSet, Unreadable> {
    read(text, options, &mut |_| ControlFlow::Continue(()))
}

fn data(text: &str) -> DataSet {
    let read = read_with(text.as_bytes(), &Options::new(Wanted::KEYS));
    read.expect("there are posts in it")
}

fn edges(data: &DataSet, by: By) -> usize {
    let rule = Rule {
        within: 60_000,
        at_least: 1,
        participation: 1,
    };
    let shares = Shares::of_repeated(data, by, Weight::Messages, &[]);
    shares.edges(&rule).expect("nothing is a giant").len()
}

#[test]
fn posts_without_links_share_no_link() {
    let rows = "1,a,A,,,x,1715761264,\n2,b,B,,,y,1715761264,\n3,c,C,,,z,1715761264,http://l.example\n\
                4,d,D,,,z,1715761264,http://m.example  http://l.example\n";
    let data = data(&format!("{CNT}{rows}"));
    assert_eq!(edges(&data, By::Link), 2, "one pair, in both directions");
}

#[test]
fn in_the_columns_of_cnt_a_comma_belongs_to_a_link() {
    let rows = "1,a,A,,,x,1715761264,\"http://l.example,http://m.example\"\n\
                2,b,B,,,y,1715761264,http://m.example\n";
    let cnt = data(&format!("{CNT}{rows}"));
    assert_eq!(edges(&cnt, By::Link), 0);
    let other = data(&format!("id,user,name,x,y,text,date,links\n{rows}"));
    assert_eq!(edges(&other, By::Link), 2);
}

#[test]
fn a_row_points_at_its_bytes_and_its_line() {
    let text =
        format!("\u{feff}{CNT}1,a,A,,,\"two\nlines\",1715761264,\n\n2,b,B,,,é,1715761264,\n");
    let data = data(&text);
    let row = data.row[1];
    let end = row.offset as usize + row.length as usize;
    assert_eq!(
        &text.as_bytes()[row.offset as usize..end],
        "2,b,B,,,é,1715761264,\n".as_bytes()
    );
    assert_eq!((data.row[0].line, row.line), (2, 5));
}

#[test]
fn the_first_of_two_rows_with_one_id_counts() {
    let rows = "1,a,A,,,same,1715761264,\n2,b,B,,,other,1715761264,\n2,b,B,,,same,1715761264,\n";
    let data = data(&format!("{CNT}{rows}"));
    assert_eq!((data.len(), data.duplicates), (3, 1));
    assert_eq!(edges(&data, By::Text), 0);
}

#[test]
fn accounts_are_the_same_however_their_rows_stand_together() {
    // New and known ones side by side, with spaces, in quotation marks, doubled ones too, named
    // by the handle or by nothing, damaged; more rows than are taken together.
    let ways: [(&[u8], &str); 9] = [
        (b"a,A", "a"),
        (b" a ,A", "a"),
        (b"\"a\",", "a"),
        (b"\"b\"\"c\",a", "b\"c"),
        (b",handle", "handle"),
        (b"\xc2\xa0,handle", "handle"),
        (b"\xc2\xa0a,A", "a"),
        (b"d\xff,A", "d\u{fffd}"),
        (b"\x0b\xe9\x99,A", "\u{fffd}"),
    ];
    let rows = 200;
    let way = |at: usize| ways[(at * at + at / 7) % ways.len()];
    let mut file = "\u{feff}id,user_id,username,text,date\n"
        .as_bytes()
        .to_vec();
    for at in 0..rows {
        file.extend_from_slice(format!("{at},").as_bytes());
        file.extend_from_slice(way(at).0);
        file.extend_from_slice(b",x,1715761264\n");
        if at % 50 == 0 {
            file.extend_from_slice(b"\n1,,,nobody,1715761264\n");
        }
    }
    let data = read_with(&file, &Options::new(Wanted::KEYS)).expect("there are posts in it");
    let names = |at: usize| data.accounts.name(data.account[at]);
    let read: Vec<&str> = (0..data.len()).map(names).collect();
    let meant: Vec<&str> = (0..rows).map(|at| way(at).1).collect();
    assert_eq!(read, meant);
    assert_eq!((data.accounts.len(), data.unread), (5, 4));
}

#[test]
fn rounded_ids_are_counted_and_are_no_duplicates() {
    let rows = "1.01421E+18,a,A,,,x,1715761264,\n1.01421E+18,b,B,,,x,1715761264,\n";
    let data = data(&format!("{CNT}{rows}"));
    assert_eq!((data.mangled, data.duplicates), (2, 0));
    assert!(
        data.remarks[0]
            .said
            .text
            .contains("rounded by a spreadsheet")
    );
    assert_eq!(data.remarks[0].said.word, "rounded-ids");
    assert_eq!(data.remarks[0].said.values, ["2"]);
    assert_eq!(edges(&data, By::Text), 2);
}

#[test]
fn how_fine_the_stamps_are_is_seen() {
    let minutes = "id,account,time,text\n1,a,2024-05-15 08:21:00,x\n2,b,2024-05-15 08:22:00,y\n3,c,2024-05-15 09:00:00,z\n";
    let set = data(minutes);
    assert_eq!(set.resolution, Resolution::Minute);
    assert_eq!(set.unzoned, 3);
    let seconds = minutes.replace("08:22:00", "08:22:07");
    assert_eq!(data(&seconds).resolution, Resolution::Second);
}

#[test]
fn the_formats_of_tools_that_count_seconds_may_count_from_anywhere() {
    let cnt = data(&format!(
        "{CNT}1,a,A,,,x,0,\n2,b,B,,,x,60.5,\n3,c,C,,,x,-7,\n"
    ));
    assert_eq!((cnt.time, cnt.unread), (vec![0, 60_500, -7_000], 0));
    let shares = data("object_id,account_id,content_id,timestamp_share\no,a,1,12\no,b,2,15\n");
    assert_eq!(shares.time, [12_000, 15_000]);
    let other = data("id,user,text,date\n1,a,x,1715761264\n2,b,y,12\n");
    assert_eq!(other.unread, 1, "elsewhere 12 is no date");
}

#[test]
fn a_zone_is_asked_for_only_when_nobody_says_it() {
    let unknown = inspect(b"id,account,time,text\n1,a,2024-05-15 08:21:00,x\n").unwrap();
    assert!(unknown.needs_zone);
    let said = inspect(b"id,account,time,text\n1,a,2024-05-15T08:21:00Z,x\n").unwrap();
    assert!(!said.needs_zone);
    let known = inspect(b"tweetid,userid,tweet_time,tweet_text\n1,a,2017-06-22 16:03,x\n").unwrap();
    assert!(!known.needs_zone && known.mapping.format.is_some());
    let zone = Some("Asia/Baku".parse().unwrap());
    let options = Options {
        zone,
        ..Options::new(Wanted::KEYS)
    };
    let set = read_with(
        b"id,account,time,text\n1,a,2024-05-15 12:21:04,x\n",
        &options,
    )
    .unwrap();
    assert_eq!(set.time[0], 1_715_761_264_000);
}

#[test]
fn a_row_that_cannot_be_read_is_named_and_the_others_are_read() {
    let rows = "1,a,A,,,x,1715761264,\n2,b,B,,,y,soon,\n3,,,,,z,1715761264,\n4,d\n5,e,E,,,\"w,1715761264,\n6,f,F,,,v,1715761264,\n";
    let set = data(&format!("{CNT}{rows}"));
    let lines: Vec<u64> = set
        .remarks
        .iter()
        .filter_map(|remark| remark.line)
        .collect();
    assert_eq!(set.accounts.iter().collect::<Vec<_>>(), ["a", "e", "f"]);
    assert_eq!(set.unread, 3);
    assert!(
        [3, 4, 5, 6].iter().all(|line| lines.contains(line)),
        "{lines:?}"
    );
}

#[test]
fn a_broken_line_of_json_costs_only_itself() {
    let text = "{\"id\":1,\"account\":\"a\",\"time\":1715761264,\"text\":\"x\"}\n\
                {\"id\":2,\"account\":\"b\",\"text\":\"unfinished\n\
                {\"id\":3,\"account\":\"c\",\"time\":1715761264,\"text\":\"X\"}\n";
    let set = data(text);
    assert_eq!((set.len(), set.unread), (2, 1));
    assert_eq!(set.remarks[0].line, Some(2));
    assert_eq!(edges(&set, By::Text), 2);
}

#[test]
fn pages_of_x_give_posts_with_their_authors() {
    let text = r#"{"data":[
        {"id":"1790642108350000001","author_id":"7","text":"RT x","created_at":"2024-05-15T08:21:04.000Z",
         "referenced_tweets":[{"type":"retweeted","id":"55"}]},
        {"id":"1790642108350000002","author_id":"8","text":"y #One","created_at":"2024-05-15T08:21:05.000Z",
         "referenced_tweets":[{"type":"replied_to","id":"66"}],
         "entities":{"urls":[{"expanded_url":"https://a.example"}],"hashtags":[{"tag":"One"}]}}],
        "includes":{"users":[{"id":"7","username":"seven","description":"bio"},{"id":"8","username":"eight"}]}}"#;
    let set = data(text);
    assert_eq!(set.accounts.iter().collect::<Vec<_>>(), ["7", "8"]);
    assert_eq!(set.profiles[0].handle.as_deref(), Some("seven"));
    assert_eq!(set.repost.get(0), key_of(b"55"));
    assert_eq!(set.reply.get(1), key_of(b"66"));
    assert_eq!(set.links.get(1), [key_of(b"https://a.example")]);
    assert_eq!(set.hashtags.name(set.tags.get(1)[0]), "one");
}

#[test]
fn an_archive_in_a_variable_and_an_export_with_a_list_are_read() {
    let archive = r#"window.YTD.tweets.part0 = [ {"tweet":{"id_str":"1","full_text":"a {b","user_id":"9",
        "created_at":"Wed May 15 08:21:04 +0000 2024"}}, {"tweet":{"id_str":"2","full_text":"c","user_id":"9",
        "created_at":"Wed May 15 08:21:05 +0000 2024"}} ]"#;
    assert_eq!(data(archive).len(), 2);
    let telegram = r##"{"name":"C","type":"public_channel","messages":[
        {"id":1,"type":"service","date_unixtime":"1715761264"},
        {"id":2,"type":"message","date_unixtime":"1715761264","from":"C","from_id":"channel1",
         "text":["see ",{"type":"hashtag","text":"#One"}]},
        {"id":3,"type":"message","date_unixtime":"1715761270","from":"D","from_id":"channel2",
         "text":"See  #one"}]}"##;
    let set = data(telegram);
    assert_eq!((set.len(), set.unread), (2, 0));
    assert_eq!(edges(&set, By::Text), 2);
}

#[test]
fn a_mapping_by_hand_goes_before_the_guess() {
    let text = b"who;when;what;said\na;2024-05-15T08:21:04Z;1;x\nb;2024-05-15T08:21:04Z;2;X\n";
    let refused = read_with(text, &Options::new(Wanted::KEYS));
    assert!(matches!(refused, Err(Unreadable::Unmapped { .. })));
    let mut mapping = Mapping::default();
    mapping.set(Field::Account, "who");
    mapping.set(Field::Time, "when");
    mapping.set(Field::Text, "said");
    let options = Options {
        mapping: Some(mapping),
        ..Options::new(Wanted::KEYS)
    };
    assert_eq!(edges(&read_with(text, &options).unwrap(), By::Text), 2);
}

#[test]
fn reading_can_be_stopped() {
    let rows: String = (0..100_000)
        .map(|at| format!("{at},a,A,,,text,1715761264,\n"))
        .collect();
    let text = format!("{CNT}{rows}");
    let mut seen = Progress::default();
    let stopped = read(
        text.as_bytes(),
        &Options::new(Wanted::KEYS),
        &mut |so_far| {
            seen = so_far;
            ControlFlow::Break(())
        },
    );
    assert!(matches!(stopped, Err(Unreadable::Stopped)));
    assert!(seen.posts < 100_000);
}

#[test]
fn a_thing_that_everybody_posts_is_refused_before_it_fills_the_memory() {
    let rows: String = (0..100_000)
        .map(|at| format!("{at},u{at},U,,,#same #tags,1715761264,\n"))
        .collect();
    let data = data(&format!("{CNT}{rows}"));
    let rule = Rule {
        within: 60_000,
        at_least: 1,
        participation: 1,
    };
    let giant = Shares::of_repeated(&data, By::Text, Weight::Messages, &[]).edges(&rule);
    assert_eq!(giant.unwrap_err().posts, 100_000);
    let giant = Shares::of_repeated(&data, By::Hashtags, Weight::Messages, &[]).edges(&rule);
    assert_eq!(giant.unwrap_err().posts, 100_000);
}

#[test]
fn damaged_letters_are_replaced_and_said() {
    let mut text = format!("{CNT}1,a,A,,,ok ééééééééééé,1715761264,\n2,b,B,,,").into_bytes();
    text.extend(b"\xff bad,1715761264,\n");
    let set = read_with(&text, &Options::new(Wanted::KEYS)).unwrap();
    assert_eq!(set.len(), 2);
    assert_eq!(set.remarks[0].line, Some(3));
}

#[test]
fn a_guess_of_several_paths_can_be_confirmed_as_it_stands() {
    let json = r#"[{"id_str":"1","user":{"id_str":"a"},"full_text":"x",
        "created_at":"Wed May 15 08:00:00 +0000 2024"}]"#;
    let mut sheet = inspect(json.as_bytes()).expect("there are posts in it");
    let guessed = sheet.mapping.clone();
    for (field, column) in &guessed.columns {
        sheet.map(*field, column).expect("it is what was guessed");
    }
    assert!(
        guessed
            .column(Field::Picture)
            .is_some_and(|paths| paths.contains('|'))
    );
    assert_eq!(sheet.mapping, guessed);
    assert!(sheet.map(Field::Text, "a|b").is_err());
}
