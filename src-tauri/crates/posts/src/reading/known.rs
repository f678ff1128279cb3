//! The column sets that are recognised by themselves, and names that say what they hold.

use super::mapping::{Field, Mapping};
use super::stamp::DayOrder;

use Field::{
    Account, Bio, Created, Followers, Handle, Hashtags, Id, IsRepost, Language, Links, Name,
    Object, Picture, Place, Reply, Repost, State, Text, Time,
};

/// A column set: its name, the columns that give it away, and what they hold.
struct Known {
    name: &'static str,
    signs: &'static [&'static str],
    is_utc: bool,
    columns: &'static [(Field, &'static str)],
}

/// The columns of the coordination network toolkit.
pub(super) const CNT: &str = "CNT";
/// The columns of CooRTweet.
pub(super) const COORTWEET: &str = "CooRTweet";

/// The more signs the earlier: a file is what fits first.
const KNOWN: &[Known] = &[
    Known {
        name: CNT,
        signs: &[
            "message_id",
            "user_id",
            "repost_id",
            "reply_id",
            "message",
            "timestamp",
        ],
        is_utc: true,
        columns: &[
            (Id, "message_id"),
            (Account, "user_id"),
            (Handle, "username"),
            (Repost, "repost_id"),
            (Reply, "reply_id"),
            (Text, "message"),
            (Time, "timestamp"),
            (Links, "urls"),
        ],
    },
    Known {
        name: COORTWEET,
        signs: &["object_id", "account_id", "content_id", "timestamp_share"],
        is_utc: true,
        columns: &[
            (Id, "content_id"),
            (Account, "account_id"),
            (Time, "timestamp_share"),
            (Object, "object_id"),
        ],
    },
    Known {
        name: "X archive of information operations",
        signs: &["tweetid", "userid", "tweet_time", "tweet_text"],
        is_utc: true,
        columns: &[
            (Id, "tweetid"),
            (Account, "userid"),
            (Handle, "user_screen_name"),
            (Name, "user_display_name"),
            (Time, "tweet_time"),
            (Text, "tweet_text"),
            (Repost, "retweet_tweetid"),
            (IsRepost, "is_retweet"),
            (Reply, "in_reply_to_tweetid"),
            (Links, "urls"),
            (Hashtags, "hashtags"),
            (Language, "tweet_language"),
            (Bio, "user_profile_description"),
            (Place, "user_reported_location"),
            (Created, "account_creation_date"),
            (Followers, "follower_count"),
        ],
    },
    Known {
        name: "Zeeschuimer, X",
        signs: &["source_platform", "item_id", "data.legacy.full_text"],
        is_utc: true,
        columns: &[
            (Id, "data.rest_id"),
            (Account, "data.legacy.user_id_str"),
            (Handle, "data.core.user_results.result.legacy.screen_name"),
            (Name, "data.core.user_results.result.legacy.name"),
            (Time, "data.legacy.created_at"),
            (Text, "data.legacy.full_text"),
            (Repost, "data.legacy.retweeted_status_result.result.rest_id"),
            (Reply, "data.legacy.in_reply_to_status_id_str"),
            (Links, "data.legacy.entities.urls.expanded_url"),
            (Hashtags, "data.legacy.entities.hashtags.text"),
            (
                Picture,
                "data.legacy.extended_entities.media.media_url_https",
            ),
            (Picture, "data.legacy.entities.media.media_url_https"),
            (Language, "data.legacy.lang"),
            (Bio, "data.core.user_results.result.legacy.description"),
            (Place, "data.core.user_results.result.legacy.location"),
            (Created, "data.core.user_results.result.legacy.created_at"),
            (
                Followers,
                "data.core.user_results.result.legacy.followers_count",
            ),
        ],
    },
    Known {
        name: "Zeeschuimer, TikTok",
        signs: &["source_platform", "item_id", "data.createTime", "data.desc"],
        is_utc: true,
        columns: &[
            (Id, "data.id"),
            (Account, "data.author.id"),
            (Handle, "data.author.uniqueId"),
            (Name, "data.author.nickname"),
            (Time, "data.createTime"),
            (Text, "data.desc"),
            (Hashtags, "data.challenges.title"),
            (Bio, "data.author.signature"),
            (Followers, "data.authorStats.followerCount"),
        ],
    },
    Known {
        name: "4CAT",
        signs: &["id", "thread_id", "timestamp", "body", "author"],
        is_utc: true,
        columns: &[
            (Id, "id"),
            (Account, "author_id"),
            (Handle, "author"),
            (Name, "author_fullname"),
            (Time, "unix_timestamp"),
            (Text, "body"),
            (IsRepost, "is_retweet"),
            (Links, "urls"),
            (Picture, "images"),
            (Hashtags, "hashtags"),
            (Language, "language_guess"),
            (Followers, "author_followers"),
            (Bio, "author_description"),
            (Place, "author_location"),
        ],
    },
    Known {
        name: "CrowdTangle",
        signs: &["Post Created", "Message", "URL"],
        is_utc: false,
        columns: &[
            (Id, "URL"),
            (Account, "Facebook Id"),
            (Handle, "User Name"),
            (Name, "Page Name"),
            (Time, "Post Created"),
            (Text, "Message"),
            (Links, "Link"),
            (Created, "Page Created"),
            (Place, "Page Admin Top Country"),
            (Followers, "Followers at Posting"),
            (Bio, "Page Description"),
        ],
    },
    Known {
        name: "Telegram",
        signs: &["date_unixtime", "from_id", "text"],
        is_utc: true,
        columns: &[
            (Id, "id"),
            (Account, "from_id"),
            (Name, "from"),
            (Time, "date_unixtime"),
            (Text, "text"),
            (Picture, "photo"),
            (IsRepost, "forwarded_from"),
            (Reply, "reply_to_message_id"),
        ],
    },
    Known {
        name: "X API 1.1",
        signs: &["id_str", "user.id_str", "created_at"],
        is_utc: true,
        columns: &[
            (Id, "id_str"),
            (Account, "user.id_str"),
            (Handle, "user.screen_name"),
            (Name, "user.name"),
            (Time, "created_at"),
            (Text, "extended_tweet.full_text"),
            (Text, "full_text"),
            (Repost, "retweeted_status.id_str"),
            (Reply, "in_reply_to_status_id_str"),
            (Links, "extended_tweet.entities.urls.expanded_url"),
            (Links, "entities.urls.expanded_url"),
            (Hashtags, "extended_tweet.entities.hashtags.text"),
            (Hashtags, "entities.hashtags.text"),
            (Picture, "extended_entities.media.media_url_https"),
            (Picture, "entities.media.media_url_https"),
            (Language, "lang"),
            (Bio, "user.description"),
            (Place, "user.location"),
            (Created, "user.created_at"),
            (Followers, "user.followers_count"),
        ],
    },
    Known {
        name: "X API 2, flattened",
        signs: &["id", "author_id", "text", "created_at", "author.username"],
        is_utc: true,
        columns: X_API_2,
    },
    Known {
        name: "X API 2",
        signs: &["id", "author_id", "text", "created_at"],
        is_utc: true,
        columns: X_API_2,
    },
    Known {
        name: "X account archive",
        signs: &["tweet.id_str", "tweet.full_text", "tweet.created_at"],
        is_utc: true,
        columns: &[
            (Id, "tweet.id_str"),
            (Account, "tweet.user_id"),
            (Time, "tweet.created_at"),
            (Text, "tweet.full_text"),
            (Reply, "tweet.in_reply_to_status_id_str"),
            (Links, "tweet.entities.urls.expanded_url"),
            (Hashtags, "tweet.entities.hashtags.text"),
            (Picture, "tweet.extended_entities.media.media_url_https"),
            (Picture, "tweet.entities.media.media_url_https"),
            (Language, "tweet.lang"),
        ],
    },
];

const X_API_2: &[(Field, &str)] = &[
    (Id, "id"),
    (Account, "author_id"),
    (Handle, "author.username"),
    (Name, "author.name"),
    (Time, "created_at"),
    (Text, "text"),
    (Repost, "referenced_tweets.retweeted.id"),
    (Reply, "referenced_tweets.replied_to.id"),
    (Links, "entities.urls.expanded_url"),
    (Links, "entities.urls"),
    (Hashtags, "entities.hashtags.tag"),
    (Hashtags, "entities.hashtags"),
    (Picture, "attachments.media.url"),
    (Picture, "attachments.media"),
    (Language, "lang"),
    (Bio, "author.description"),
    (Place, "author.location"),
    (Created, "author.created_at"),
    (Followers, "author.public_metrics.followers_count"),
];

fn known_by(columns: &[String]) -> Option<&'static Known> {
    let has = |name: &str| columns.iter().any(|column| column == name);
    KNOWN
        .iter()
        .find(|known| known.signs.iter().all(|sign| has(sign)))
}

/// The known format of JSON in which these paths occur. The first posts of a file seldom have
/// everything that later ones have, so all paths of the format are looked for in each.
pub(super) fn recognise_paths(paths: &[String]) -> Option<Mapping> {
    let known = known_by(paths)?;
    let mut mapping = Mapping {
        format: Some(known.name.to_owned()),
        is_utc: known.is_utc,
        ..Mapping::default()
    };
    for (field, path) in known.columns.iter().chain(others_of(known.name)) {
        let paths = mapping.columns.entry(*field).or_default();
        if !paths.is_empty() {
            paths.push('|');
        }
        paths.push_str(path);
    }
    Some(mapping)
}

/// The known format whose signs all stand among the columns.
pub(super) fn recognise(columns: &[String]) -> Option<Mapping> {
    let has = |name: &str| columns.iter().any(|column| column == name);
    let known = known_by(columns)?;
    let mut mapping = Mapping {
        format: Some(known.name.to_owned()),
        is_utc: known.is_utc,
        day_order: if known.name == "CrowdTangle" {
            DayOrder::MonthFirst
        } else {
            DayOrder::DayFirst
        },
        ..Mapping::default()
    };
    for (field, column) in known.columns {
        if has(column) {
            mapping
                .columns
                .entry(*field)
                .or_insert((*column).to_owned());
        }
    }
    for (field, column) in others_of(known.name) {
        if has(column) {
            mapping
                .columns
                .entry(*field)
                .or_insert((*column).to_owned());
        }
    }
    Some(mapping)
}

/// Older and shorter forms of a known format put a few things under other names.
fn others_of(name: &str) -> &'static [(Field, &'static str)] {
    match name {
        "4CAT" => &[
            (Account, "author"),
            (Time, "timestamp"),
            (Picture, "image_url"),
            (Picture, "media_url"),
            (Picture, "image_file"),
        ],
        "X API 1.1" => &[(Text, "text")],
        "CrowdTangle" => &[(Account, "Page Name"), (Account, "User Name")],
        "Telegram" => &[(Account, "from")],
        _ => &[],
    }
}

/// Names that say what a column holds, best first, as they are left by [`plain`].
const NAMES: &[(Field, &[&str])] = &[
    (
        Id,
        &[
            "tweetid",
            "postid",
            "messageid",
            "statusid",
            "idstr",
            "id",
            "contentid",
            "itemid",
            "url",
            "posturl",
            "permalink",
        ],
    ),
    (
        Account,
        &[
            "accountid",
            "userid",
            "authorid",
            "useridstr",
            "channelid",
            "pageid",
            "fromid",
            "ownerid",
            "account",
            "author",
            "username",
            "user",
            "screenname",
            "handle",
            "channel",
            "pagename",
            "from",
            "sender",
            "compte",
            "auteur",
            "utilisateur",
        ],
    ),
    (
        Handle,
        &[
            "username",
            "screenname",
            "userscreenname",
            "handle",
            "authorhandle",
            "authorusername",
            "accountname",
        ],
    ),
    (
        Name,
        &[
            "displayname",
            "userdisplayname",
            "authorname",
            "fullname",
            "name",
            "pagename",
            "from",
        ],
    ),
    (
        Time,
        &[
            "timestamp",
            "createdat",
            "time",
            "date",
            "datetime",
            "postedat",
            "published",
            "publishedat",
            "createtime",
            "tweettime",
            "posttime",
            "postcreated",
            "utctime",
            "timestampms",
            "dateheure",
            "heure",
        ],
    ),
    (
        Text,
        &[
            "text",
            "fulltext",
            "tweettext",
            "message",
            "body",
            "content",
            "posttext",
            "caption",
            "desc",
            "tweet",
            "texte",
            "contenu",
            "description",
        ],
    ),
    (
        Repost,
        &[
            "repostid",
            "retweetid",
            "retweettweetid",
            "retweetedid",
            "retweetedstatusid",
            "retweetedstatusidstr",
            "repostedid",
            "repostof",
            "referencedtweetsretweetedid",
        ],
    ),
    (
        IsRepost,
        &[
            "isretweet",
            "isrepost",
            "retweeted",
            "isforwarded",
            "forwardedfrom",
        ],
    ),
    (
        Reply,
        &[
            "replyid",
            "replyto",
            "inreplyto",
            "inreplytoid",
            "inreplytostatusid",
            "inreplytostatusidstr",
            "inreplytotweetid",
            "replytomessageid",
            "repliedid",
        ],
    ),
    (
        Links,
        &[
            "urls",
            "links",
            "expandedurls",
            "expandedurl",
            "link",
            "linkurl",
            "sharedurl",
            "entitiesurls",
        ],
    ),
    (Hashtags, &["hashtags", "tags", "hashtag", "motsdieses"]),
    (
        Language,
        &[
            "lang",
            "language",
            "tweetlanguage",
            "languageguess",
            "langue",
        ],
    ),
    (
        Bio,
        &[
            "bio",
            "userdescription",
            "authordescription",
            "userprofiledescription",
            "profiledescription",
            "accountdescription",
        ],
    ),
    (
        Place,
        &[
            "location",
            "userlocation",
            "authorlocation",
            "userreportedlocation",
            "country",
            "place",
            "lieu",
            "pays",
        ],
    ),
    (
        Created,
        &[
            "accountcreationdate",
            "accountcreatedat",
            "usercreatedat",
            "authorcreatedat",
            "accountcreated",
            "joined",
            "joindate",
        ],
    ),
    (
        Followers,
        &[
            "followers",
            "followercount",
            "followerscount",
            "userfollowers",
            "authorfollowers",
            "userfollowerscount",
            "abonnes",
        ],
    ),
    (
        State,
        &["accountstate", "accountstatus", "state", "status", "etat"],
    ),
    (Object, &["objectid", "object"]),
    (
        Picture,
        &[
            "pdq",
            "pdqhash",
            "picture",
            "pictures",
            "pictureurl",
            "image",
            "images",
            "imageurl",
            "imageurls",
            "imagefile",
            "imagefilename",
            "media",
            "mediaurl",
            "mediaurls",
            "mediafile",
            "photo",
            "photos",
            "photourl",
        ],
    ),
];

/// The best guess from the columns' names; nothing is held by two fields but the account's
/// name, which may be all that is known of it.
pub(super) fn guess(columns: &[String]) -> Mapping {
    let plain: Vec<String> = columns.iter().map(|column| plain(column)).collect();
    let mut mapping = Mapping::default();
    for (field, names) in NAMES {
        let is_free = |at: &usize| !mapping.columns.values().any(|taken| *taken == columns[*at]);
        let found = names
            .iter()
            .filter_map(|name| plain.iter().position(|column| column == name))
            .find(is_free);
        if let Some(at) = found {
            mapping.columns.insert(*field, columns[at].clone());
        }
    }
    mapping
}

/// Small letters and digits only, accents taken off.
fn plain(name: &str) -> String {
    evidence::fold::fold(name)
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mapping(columns: &str) -> Mapping {
        let columns: Vec<String> = columns.split(',').map(str::to_owned).collect();
        Mapping::guess(&columns)
    }

    #[test]
    fn known_column_sets_are_recognised() {
        let of = |columns: &str| mapping(columns).format.unwrap_or_default();
        assert_eq!(
            of("message_id,user_id,username,repost_id,reply_id,message,timestamp,urls"),
            "CNT"
        );
        assert_eq!(
            of("object_id,account_id,content_id,timestamp_share"),
            "CooRTweet"
        );
        assert_eq!(
            of("id,thread_id,timestamp,unix_timestamp,body,author"),
            "4CAT"
        );
        assert_eq!(
            of("Page Name,User Name,Facebook Id,Post Created,URL,Message,Link"),
            "CrowdTangle"
        );
        assert_eq!(
            of("tweetid,userid,tweet_text,tweet_time"),
            "X archive of information operations"
        );
    }

    #[test]
    fn other_names_are_guessed() {
        let guessed = mapping("Post ID,Auteur,Date,Texte,URLs,Abonnés,colour");
        assert_eq!(guessed.format, None);
        assert_eq!(guessed.column(Field::Account), Some("Auteur"));
        assert_eq!(guessed.column(Field::Id), Some("Post ID"));
        assert_eq!(guessed.column(Field::Text), Some("Texte"));
        assert_eq!(guessed.column(Field::Followers), Some("Abonnés"));
        assert_eq!(guessed.column(Field::Picture), None);
        let pictured = mapping("id,author,date,Image URL,Photo");
        assert_eq!(pictured.column(Field::Picture), Some("Image URL"));
        let known = mapping("id,thread_id,timestamp,unix_timestamp,body,author,images,image_url");
        assert_eq!(known.column(Field::Picture), Some("images"));
        assert!(guessed.missing().is_empty());
        assert_eq!(mapping("a,b").missing(), [Field::Account, Field::Time]);
    }
}
