//! What is in a data set, on posts made by hand.

use posts::contents::{Filter, Step, Subject, creations, hour_profile, series, tops};
use posts::reading::{Options, Wanted, read};
use posts::{DataSet, Resolution};

const CSV: &str = "\
id,account_id,created_at,text,is_retweet,user_description,location,account_created_at,lang,account_state
1,u1,2024-05-15T08:00:00Z,#One #Two https://a.example/x,false,Deputy of the YAP party,Baku,2024-05-01,az,suspended
2,u2,2024-05-15T08:30:00Z,#one https://www.a.example/y,false,Cats,,2024-05-01,en,
3,u1,2024-05-15T09:10:00Z,RT #Two,true,Deputy of the YAP party,Baku,2024-05-01,az,suspended
4,u3,2024-05-16T08:00:00Z,#One #Two,false,,Paris,2012-03-04,fr,
1,u3,2024-05-16T08:05:00Z,again,false,,Paris,2012-03-04,fr,
";

fn data() -> DataSet {
    let go_on = &mut |_| std::ops::ControlFlow::Continue(());
    let data = read(CSV.as_bytes(), &Options::new(Wanted::KEYS), go_on);
    data.expect("the posts can be read")
}

#[test]
fn posts_are_counted_by_hour_and_hashtag() {
    let data = data();
    assert_eq!(data.resolution, Resolution::Minute);
    let posts = Filter::default().posts(&data);
    let by_tag = series(&data, &posts, Subject::Hashtag, Step::Hour, 0, 10);
    assert_eq!(by_tag.lines[0].name, "one");
    assert_eq!((by_tag.lines[0].total, by_tag.lines[0].counts[0]), (3, 2));
    assert_eq!(by_tag.lines[0].counts.len(), 25);
    let by_domain = series(&data, &posts, Subject::Domain, Step::Day, 0, 10);
    assert_eq!(
        (by_domain.lines[0].name.as_str(), by_domain.lines[0].total),
        ("a.example", 2)
    );
    let all = series(&data, &posts, Subject::All, Step::Day, 0, 10);
    assert_eq!(all.lines[0].counts, [3, 2]);
}

#[test]
fn bins_begin_at_the_midnight_of_the_zone_that_is_asked_for() {
    let data = data();
    let posts = Filter::default().posts(&data);
    let all = series(&data, &posts, Subject::All, Step::Day, 4 * 3_600_000, 1);
    assert_eq!(
        all.start % 86_400_000,
        20 * 3_600_000,
        "midnight in Baku is 20:00 in Greenwich"
    );
}

#[test]
fn filters_leave_out_what_they_name() {
    let data = data();
    let filter = Filter {
        no_reposts: true,
        no_duplicates: true,
        ..Filter::default()
    };
    assert_eq!(filter.posts(&data), [0, 1, 3]);
    let filter = Filter {
        hashtags: vec!["#TWO".into()],
        ..Filter::default()
    };
    assert_eq!(filter.posts(&data), [0, 2, 3]);
    let filter = Filter {
        hashtags: vec!["none".into()],
        ..Filter::default()
    };
    assert!(filter.posts(&data).is_empty());
}

#[test]
fn the_most_active_come_first_with_what_is_known_of_them() {
    let data = data();
    let posts = Filter::default().posts(&data);
    let tops = tops(&data, &posts, "yap", 0, 2);
    assert_eq!(
        (tops.posts, tops.reposts, tops.accounts, tops.with_word),
        (5, 1, 3, 1)
    );
    let first = &tops.active[0];
    assert_eq!(
        (first.account.as_str(), first.posts, first.reposts),
        ("u1", 2, 1)
    );
    assert_eq!(first.profile.place.as_deref(), Some("Baku"));
    assert_eq!(first.bio_quote.as_deref(), Some("Deputy of the YAP party"));
    assert_eq!(tops.first[1].account, "u2");
    assert_eq!(
        (tops.states[0].name.as_str(), tops.states[0].accounts),
        ("suspended", 1)
    );
    let sequence = &tops.sequences[0];
    assert_eq!(
        (sequence.name.as_str(), sequence.posts, sequence.accounts),
        ("#one #two", 2, 2)
    );
}

#[test]
fn hours_are_those_of_the_clock_that_is_assumed() {
    let data = data();
    let posts = Filter::default().posts(&data);
    let profile = hour_profile(&data, &posts, 4 * 3_600_000);
    assert_eq!((profile.hours[12], profile.hours[13]), (4, 1));
    assert_eq!(
        profile.working_hours, 5,
        "a Wednesday and a Thursday at noon"
    );
}

#[test]
fn days_on_which_many_accounts_were_made_stand_out_and_even_ones_do_not() {
    let mut csv = String::from("id,account,time,account_created_at\n");
    for at in 0..400 {
        let day = if at < 40 { 100 } else { at };
        csv += &format!("{at},u{at},1715761264,{}\n", 1_600_000_000 + day * 86_400);
    }
    let go_on = &mut |_| std::ops::ControlFlow::Continue(());
    let data = read(csv.as_bytes(), &Options::new(Wanted::KEYS), go_on).unwrap();
    let posts = Filter::default().posts(&data);
    let made = creations(&data, &posts);
    assert_eq!((made.accounts, made.known), (400, 400));
    assert_eq!(made.bursts.len(), 1);
    assert_eq!(made.bursts[0].accounts, 41);
    assert!(made.bursts[0].expected < 1.5 && made.bursts[0].chance < 1e-20);
}
