// The invented case behind the fake: nobody in it exists.
import type { Confidence, Reply, Selector, Stance } from "./bindings";

export interface FakeExhibit {
  number: number;
  title: string;
  kind: string;
  source: string;
  text?: string;
  held?: boolean;
  sensitive?: boolean;
  marks: { number: number; note: string; selector: Selector }[];
}

export interface FakeClaim {
  number: number;
  text: string;
  accuses?: string;
  links: [string, Stance][];
  confidence?: Confidence;
  replies?: Reply[];
}

const box = (x: number, y: number, width: number, height: number): Selector => ({ kind: "region", x, y, width, height, page: null });
const words = (exact: string): Selector => ({ kind: "quote", exact, prefix: "", suffix: "" });

export const exhibits: FakeExhibit[] = [
  {
    number: 1, title: "First post of the montage, 15 May", kind: "post", source: "x.example",
    marks: [
      { number: 1, note: "Left photograph", selector: box(90, 210, 300, 270) },
      { number: 2, note: "The caption over both pictures", selector: box(90, 485, 620, 60) },
    ],
  },
  { number: 2, title: "Copy of the same post, 47 seconds later", kind: "post", source: "x.example", marks: [{ number: 1, note: "Same words", selector: box(90, 120, 500, 60) }] },
  {
    number: 3, title: "Note of a state body on the hashtags", kind: "page", source: "state-body.example",
    text: "Inauthentic activity on New Caledonia\n\nBetween 13 and 19 May, accounts located in Azerbaijan published\nthe same two photographs under two hashtags.\n\nThe most active accounts on both hashtags were based in Azerbaijan. The method by which their place was found is given in the annex.\n\nNo body of a government is named as the author of the campaign.",
    marks: [{ number: 1, note: "Where the accounts were", selector: words("The most active accounts on both hashtags were based in Azerbaijan.") }],
  },
  { number: 4, title: "Fact check locates both photographs", kind: "page", source: "newspaper.example", marks: [{ number: 1, note: "Two places, three kilometres apart", selector: box(60, 60, 500, 200) }] },
  { number: 5, title: "Left photograph, as first published", kind: "image", source: "Original file", marks: [{ number: 1, note: "Car park sign", selector: box(420, 100, 220, 160) }] },
  { number: 6, title: "Right photograph", kind: "image", source: "Original file", sensitive: true, marks: [] },
  { number: 7, title: "Profile naming the party, archived copy", kind: "record", source: "archive.example", marks: [{ number: 1, note: "“Adviser” in the profile text", selector: box(60, 60, 500, 120) }] },
  { number: 8, title: "Directory entry with a party e-mail domain", kind: "record", source: "Business directory", marks: [{ number: 1, note: "Address at the party’s domain", selector: box(60, 200, 400, 60) }] },
  { number: 9, title: "Published staff list without the name", kind: "document", source: "Party website", marks: [{ number: 1, note: "The district list does not contain the name", selector: box(60, 80, 600, 400) }] },
  {
    number: 10, title: "Answer of the party’s spokesman", kind: "statement", source: "E-mail",
    text: "We reject the allegation, which is absurd and biased. Party members can freely express their opinions on social and political issues in the mass media and social media.",
    marks: [{ number: 1, note: "The denial", selector: words("Party members can freely express their opinions on social and political issues in the mass media and social media.") }],
  },
  { number: 11, title: "Investigation by a broadcaster", kind: "page", source: "broadcaster.example", held: false, marks: [] },
  { number: 12, title: "Boycott picture, July campaign", kind: "image", source: "x.example", marks: [] },
];

export const claims: FakeClaim[] = [
  { number: 1, text: "A montage blaming the police was posted many times in one day.", links: [["E-001·1", "supports"], ["E-002·1", "supports"]], confidence: { level: "high", reason: "Both posts are held, and their times agree.", by: "Leyla" } },
  { number: 2, text: "The two photographs in the montage were taken more than three kilometres apart.", links: [["E-004·1", "supports"], ["E-005·1", "supports"]] },
  {
    number: 3, text: "The account that first posted the montage is run by a person who holds a party post.", accuses: "Subject 01",
    links: [["E-007·1", "supports"], ["E-008·1", "supports"], ["E-009·1", "contradicts"], ["E-010·1", "denial"], ["E-003·1", "context"]],
    confidence: { level: "moderate", reason: "Two independent records tie the account to a party role in spring. The June staff list may simply post-date the role; we have not seen the April version.", by: "Leyla" },
    replies: [{ whom: "Spokesman of the party", asked_at: "28 May 2026", channel: "by e-mail", deadline: "31 May 2026", answer: "E-010" }],
  },
  { number: 4, text: "The most active accounts were based in Azerbaijan.", links: [["E-003·1", "supports"]] },
  { number: 5, text: "Everyone in the party knew what the posts were for.", accuses: "the party", links: [] },
];

export const manuscript = `# One image, many accounts

On 15 May an account on X posted two photographs side by side. [@E-001.1] Within the day the same montage was posted many times. [@C-01]
The two pictures do not belong together. [@C-02]

## Who posted it

The account that posted it first describes its owner as an adviser to the ruling party. [@C-03] A spokesman rejected the allegation: members may “freely express their opinions”. [@E-010.1] The most active accounts were based in Azerbaijan. [@C-04] Everyone in the party knew what the posts were for.

## How we worked

We kept every original as it was captured, and counted copies of one source once.
`;

/** A drawing that stands for the exhibit’s picture. */
export function picture(exhibit: FakeExhibit): string {
  const lines = [0, 1, 2, 3, 4].map((n) => `<rect x="60" y="${220 + n * 56}" width="${620 - n * 40}" height="18" fill="#c9cfcb"/>`).join("");
  const photo = `<rect width="800" height="600" fill="#7d97a0"/><path d="M0 420 L240 250 L460 400 L640 290 L800 380 L800 600 L0 600Z" fill="#4c6152"/><rect x="120" y="330" width="200" height="120" fill="#e8e4da"/><rect x="110" y="310" width="220" height="30" fill="#a4574b"/>`;
  const post = `<rect width="800" height="600" fill="#fff"/><circle cx="120" cy="70" r="34" fill="#7c8ea6"/><rect x="180" y="44" width="220" height="20" fill="#3a4246"/><rect x="180" y="76" width="150" height="16" fill="#9aa5a8"/><text x="90" y="160" font-size="30" font-family="sans-serif">They are guilty of it!</text><rect x="90" y="210" width="300" height="270" fill="#7d97a0"/><rect x="410" y="210" width="300" height="270" fill="#8a8f7e"/><rect x="90" y="485" width="620" height="60" fill="#222"/>`;
  const paper = `<rect width="800" height="600" fill="#fff"/><rect x="60" y="70" width="460" height="34" fill="#3a4246"/><rect x="60" y="130" width="300" height="16" fill="#23479b"/>${lines}`;
  const body = exhibit.kind === "image" ? photo : exhibit.kind === "post" ? post : paper;
  return drawing(800, 600, body);
}

/** A drawing that stands for a printed page. */
export function page(number: number): string {
  const lines = Array.from({ length: 22 }, (_, n) => `<rect x="70" y="${130 + n * 24}" width="${320 - (n % 5) * 18}" height="7" fill="#b9c0bc"/>`).join("");
  return drawing(595, 842, `<rect width="595" height="842" fill="#fff"/><rect x="70" y="80" width="220" height="20" fill="#15191a"/>${lines}<text x="520" y="800" font-size="12">${number}</text>`);
}

function drawing(width: number, height: number, body: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${body}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
