//! Sentences in fourteen languages, written for these tests; nothing in them happened.

/// A language, and what is written in it.
pub struct Language {
    /// Its BCP 47 tag.
    pub tag: &'static str,
    /// Its English name.
    pub name: &'static str,
    /// A heading in it.
    pub heading: &'static str,
    /// Sentences in it, the first of them the one that must be found again.
    pub sentences: &'static [&'static str],
    /// What stands between two sentences.
    pub between: &'static str,
}

/// Every language, one for each script and three for the Latin one.
pub const LANGUAGES: &[Language] = &[
    Language {
        tag: "en",
        name: "English",
        heading: "What the archive keeps",
        sentences: &[
            "The archivist compared both photographs under the same lamp and wrote down every difference.",
            "Nobody at the harbour office remembered who had signed the register that morning.",
            "Three independent witnesses described the same van, although none of them agreed about its colour.",
            "An earlier version of the announcement survived only because a librarian had printed it.",
            "We measured the shadows twice, because the first measurement contradicted the published timetable.",
            "Whoever altered the picture forgot the reflection in the bakery’s window.",
        ],
        between: " ",
    },
    Language {
        tag: "az",
        name: "Azerbaijani",
        heading: "Arxivdə nə saxlanılır",
        sentences: &[
            "Arxivçi iki şəkli eyni işığın altında müqayisə etdi və bütün fərqləri dəftərə yazdı.",
            "Liman idarəsində heç kim jurnalı həmin səhər kimin imzaladığını xatırlamırdı.",
            "Üç müstəqil şahid eyni avtomobili təsvir etsə də, onun rəngi barədə fikirləri üst-üstə düşmədi.",
            "Elanın əvvəlki mətni yalnız ona görə qalıb ki, kitabxanaçı onu çap etmişdi.",
            "Kölgələri iki dəfə ölçdük, çünki ilk ölçü açıqlanan vaxt cədvəlinə uyğun gəlmirdi.",
            "Şəkli dəyişdirən şəxs çörəkxananın pəncərəsindəki əksi unutmuşdu: İğdır, ığ, Ə.",
        ],
        between: " ",
    },
    Language {
        tag: "fr",
        name: "French",
        heading: "Ce que gardent les archives",
        sentences: &[
            "L’archiviste a comparé les deux photographies sous la même lampe et noté chaque différence.",
            "Au bureau du port, personne ne se rappelait qui avait signé le registre ce matin-là.",
            "Trois témoins indépendants ont décrit la même camionnette, sans s’accorder sur sa couleur.",
            "Une version antérieure de l’annonce n’a survécu que parce qu’une bibliothécaire l’avait imprimée.",
            "Nous avons mesuré les ombres deux fois, car la première mesure contredisait l’horaire publié.",
            "Celui qui a retouché l’image a oublié le reflet dans la vitrine : « un détail », dit-il, où se noie le cœur de l’œuvre.",
        ],
        between: " ",
    },
    Language {
        tag: "ru",
        name: "Russian",
        heading: "Что хранит архив",
        sentences: &[
            "Архивариус сравнил обе фотографии под одной лампой и записал каждое различие.",
            "В портовой конторе никто не помнил, кто подписал журнал в то утро.",
            "Три независимых свидетеля описали один и тот же фургон, хотя о цвете его они не договорились.",
            "Ранняя редакция объявления сохранилась лишь потому, что библиотекарь её распечатал.",
            "Мы измерили тени дважды, потому что первое измерение противоречило опубликованному расписанию.",
            "Тот, кто изменил снимок, забыл об отражении в окне пекарни; съёмку объяснить иначе нельзя.",
        ],
        between: " ",
    },
    Language {
        tag: "el",
        name: "Greek",
        heading: "Τι φυλάει το αρχείο",
        sentences: &[
            "Ο αρχειονόμος συνέκρινε τις δύο φωτογραφίες κάτω από την ίδια λάμπα και σημείωσε κάθε διαφορά.",
            "Στο γραφείο του λιμανιού κανείς δεν θυμόταν ποιος είχε υπογράψει το βιβλίο εκείνο το πρωί.",
            "Τρεις ανεξάρτητοι μάρτυρες περιέγραψαν το ίδιο φορτηγάκι, αλλά δεν συμφώνησαν για το χρώμα του.",
            "Μια παλαιότερη μορφή της ανακοίνωσης σώθηκε μόνο επειδή μια βιβλιοθηκάριος την είχε τυπώσει.",
            "Μετρήσαμε τις σκιές δύο φορές, γιατί η πρώτη μέτρηση διέψευδε το δημοσιευμένο ωράριο.",
            "Στο παλιό έγγραφο διαβάζουμε με το πολυτονικό: τῷ καιρῷ ἐκείνῳ οὐδεὶς ἦν μάρτυς.",
        ],
        between: " ",
    },
    Language {
        tag: "hy",
        name: "Armenian",
        heading: "Ինչ է պահում արխիվը",
        sentences: &[
            "Արխիվագետը երկու լուսանկարները համեմատեց նույն լամպի տակ և գրի առավ ամեն տարբերություն։",
            "Նավահանգստի գրասենյակում ոչ ոք չէր հիշում, թե ով էր այդ առավոտ ստորագրել մատյանը։",
            "Երեք անկախ վկա նկարագրեցին նույն մեքենան, բայց գույնի մասին համաձայն չէին։",
            "Հայտարարության ավելի վաղ տարբերակը պահպանվել էր, որովհետև գրադարանավարը տպել էր այն։",
            "Մենք ստվերները չափեցինք երկու անգամ, քանի որ առաջին չափումը հակասում էր ժամանակացույցին։",
            "Նկարը փոխողը մոռացել էր հացի խանութի պատուհանի արտացոլանքը։",
        ],
        between: " ",
    },
    Language {
        tag: "ka",
        name: "Georgian",
        heading: "რას ინახავს არქივი",
        sentences: &[
            "არქივარიუსმა ორივე ფოტო ერთი ნათურის ქვეშ შეადარა და ყველა განსხვავება ჩაიწერა.",
            "ნავსადგურის კანტორაში არავის ახსოვდა, ვინ მოაწერა ხელი ჟურნალს იმ დილით.",
            "სამმა დამოუკიდებელმა მოწმემ ერთი და იგივე ფურგონი აღწერა, მაგრამ ფერზე ვერ შეთანხმდნენ.",
            "განცხადების ადრინდელი ვერსია მხოლოდ იმიტომ გადარჩა, რომ ბიბლიოთეკარმა ის დაბეჭდა.",
            "ჩრდილები ორჯერ გავზომეთ, რადგან პირველი გაზომვა გამოქვეყნებულ განრიგს ეწინააღმდეგებოდა.",
            "სურათის შემცვლელს დაავიწყდა ანარეკლი საცხობის ფანჯარაში.",
        ],
        between: " ",
    },
    Language {
        tag: "he",
        name: "Hebrew",
        heading: "מה שומר הארכיון",
        sentences: &[
            "הארכיונאית השוותה את שתי התמונות תחת אותה מנורה ורשמה כל הבדל.",
            "במשרד הנמל איש לא זכר מי חתם על היומן באותו בוקר.",
            "שלושה עדים בלתי תלויים תיארו את אותה מסחרית, אך לא הסכימו על צבעה.",
            "גרסה מוקדמת של ההודעה שרדה רק משום שספרנית הדפיסה אותה.",
            "מדדנו את הצללים פעמיים, כי המדידה הראשונה סתרה את לוח הזמנים שפורסם.",
            "מי ששינה את התמונה שכח את ההשתקפות בחלון המאפייה, ועל השלט נכתב שָׁלוֹם.",
        ],
        between: " ",
    },
    Language {
        tag: "ar",
        name: "Arabic",
        heading: "ما يحفظه الأرشيف",
        sentences: &[
            "قارنت أمينة الأرشيف الصورتين تحت المصباح نفسه ودونت كل اختلاف بينهما.",
            "لم يتذكر أحد في مكتب الميناء من وقع السجل في ذلك الصباح.",
            "وصف ثلاثة شهود مستقلين الشاحنة نفسها لكنهم لم يتفقوا على لونها.",
            "بقيت نسخة أقدم من الإعلان لأن موظفة المكتبة كانت قد طبعتها.",
            "قسنا الظلال مرتين لأن القياس الأول خالف الجدول المنشور.",
            "نسي من عدل الصورة انعكاسها في نافذة المخبز، وعلى اللافتة كُتِبَ سَلَامٌ.",
        ],
        between: " ",
    },
    Language {
        tag: "th",
        name: "Thai",
        heading: "สิ่งที่หอจดหมายเหตุเก็บไว้",
        sentences: &[
            "เจ้าหน้าที่หอจดหมายเหตุเปรียบเทียบภาพถ่ายทั้งสองใต้โคมไฟดวงเดียวกันและจดความแตกต่างทุกข้อ",
            "ไม่มีใครในสำนักงานท่าเรือจำได้ว่าใครลงชื่อในสมุดเมื่อเช้าวันนั้น",
            "พยานอิสระสามคนเล่าถึงรถตู้คันเดียวกันแต่บอกสีไม่ตรงกัน",
            "ประกาศฉบับก่อนหน้ายังอยู่เพราะบรรณารักษ์พิมพ์เก็บไว้",
            "เราวัดเงาสองครั้งเพราะการวัดครั้งแรกขัดกับตารางเวลาที่เผยแพร่",
            "ผู้ที่แก้ไขภาพลืมเงาสะท้อนในหน้าต่างร้านขนมปัง",
        ],
        between: " ",
    },
    Language {
        tag: "hi",
        name: "Hindi",
        heading: "अभिलेखागार क्या रखता है",
        sentences: &[
            "अभिलेखपाल ने दोनों तस्वीरों की एक ही दीपक के नीचे तुलना की और हर अंतर लिख लिया।",
            "बंदरगाह के दफ़्तर में किसी को याद नहीं था कि उस सुबह रजिस्टर पर किसने हस्ताक्षर किए।",
            "तीन स्वतंत्र गवाहों ने एक ही गाड़ी का वर्णन किया, पर उसके रंग पर वे सहमत नहीं हुए।",
            "घोषणा का पुराना रूप इसलिए बचा रहा क्योंकि पुस्तकालय में उसे छापा गया था।",
            "हमने छायाओं को दो बार मापा, क्योंकि पहली माप प्रकाशित समय से मेल नहीं खाती थी।",
            "जिसने चित्र बदला वह बेकरी की खिड़की में दिखता प्रतिबिंब भूल गया।",
        ],
        between: " ",
    },
    Language {
        tag: "zh",
        name: "Chinese",
        heading: "档案馆保存了什么",
        sentences: &[
            "档案员在同一盏灯下比较了两张照片，并记下了每一处不同。",
            "港务办公室里没有人记得那天早上是谁在登记簿上签的字。",
            "三位互不相识的证人描述了同一辆面包车，但对颜色的说法不一致。",
            "公告较早的版本之所以保留下来，是因为图书管理员把它打印了出来。",
            "我们把影子量了两次，因为第一次的结果与公布的时间表不符。",
            "修改图片的人忘了面包店窗户里的倒影。",
        ],
        between: "",
    },
    Language {
        tag: "ja",
        name: "Japanese",
        heading: "アーカイブに残るもの",
        sentences: &[
            "記録係は同じランプの下で二枚の写真を見比べ、違いをすべて書き留めた。",
            "その朝だれが帳簿に署名したのか、港の事務所では誰も覚えていなかった。",
            "三人の証人は同じワゴン車について語ったが、色については意見が分かれた。",
            "以前の告知文が残ったのは、図書館員が印刷していたからである。",
            "最初の測定が公開された時刻表と合わなかったので、影を二度測った。",
            "画像を加工した人は、パン屋の窓に映った影を消し忘れていた。",
        ],
        between: "",
    },
    Language {
        tag: "ko",
        name: "Korean",
        heading: "기록 보관소에 남은 것",
        sentences: &[
            "기록 담당자는 같은 등불 아래에서 두 사진을 비교하고 차이를 모두 적었다.",
            "그날 아침 누가 장부에 서명했는지 항만 사무실에서는 아무도 기억하지 못했다.",
            "서로 모르는 증인 세 명이 같은 승합차를 묘사했지만 색깔은 다르게 말했다.",
            "예전 공고문은 사서가 인쇄해 두었기 때문에 남아 있었다.",
            "첫 번째 측정이 공개된 시간표와 맞지 않아 그림자를 두 번 쟀다.",
            "사진을 고친 사람은 빵집 창문에 비친 모습을 잊었다.",
        ],
        between: " ",
    },
];

/// Emoji of every make: plain, with a skin tone, joined, a flag, a keycap.
pub const EMOJI: &str = "😀 🕯️ 👍🏽 👩🏽‍💻 👨‍👩‍👧 🇫🇷 🏴󠁧󠁢󠁳󠁣󠁴󠁿 1️⃣ ❤️‍🔥 🗂";
