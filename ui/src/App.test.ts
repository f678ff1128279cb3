import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import App from "./App.svelte";
import type { Backend } from "./backend";
import { fake } from "./backend/fake";
import { Language } from "./messages";

async function open(backend: Backend = fake(), language = new Language("en")) {
  const user = userEvent.setup();
  render(App, { backend, language });
  return user;
}

async function openFirstExhibit(user: ReturnType<typeof userEvent.setup>) {
  await user.dblClick(await screen.findByRole("option", { name: /^E-001/ }));
  await user.click(await screen.findByRole("button", { name: "Mark E-001·1" }));
}

test("the grid shows every exhibit, and a chip those of its kind", async () => {
  const user = await open();
  expect(await screen.findAllByRole("option")).toHaveLength(12);
  await user.click(screen.getByRole("button", { name: /^Posts/ }));
  expect(screen.getAllByRole("option")).toHaveLength(2);
});

test("a sensitive exhibit shows no picture of itself in the grid", async () => {
  await open();
  const card = await screen.findByRole("option", { name: /Right photograph/ });
  expect(card.querySelector("img")).toBeNull();
  expect(within(card).getByText("Sensitive, not shown")).toBeVisible();
});

test("with a mark selected, a lane of a claim links it, and undo takes it back", async () => {
  const user = await open();
  await openFirstExhibit(user);
  const lane = await screen.findByRole("button", { name: "Contradicts: C-02" });
  expect(lane).toHaveAttribute("aria-pressed", "false");
  await user.click(lane);
  await waitFor(() => expect(lane).toHaveAttribute("aria-pressed", "true"));
  await user.click(screen.getByRole("button", { name: "Undo" }));
  await waitFor(() => expect(lane).toHaveAttribute("aria-pressed", "false"));
});

test("the keys 1 to 4 on a claim choose its lanes", async () => {
  const user = await open();
  await openFirstExhibit(user);
  const claims = screen.getByRole("tabpanel");
  (await within(claims).findByRole("button", { name: /two photographs/ })).focus();
  await user.keyboard("4");
  await waitFor(() =>
    expect(screen.getByRole("button", { name: "Denial: C-02" })).toHaveAttribute("aria-pressed", "true"),
  );
});

test("a link changes the glyph of the sentence that cites the claim", async () => {
  const user = await open();
  await openFirstExhibit(user);
  await user.click(await screen.findByRole("button", { name: "Contradicts: C-02" }));
  await user.click(screen.getByRole("button", { name: /^Report/ }));
  expect(await screen.findByRole("button", { name: /^Contradiction to explain: The two pictures/ })).toBeVisible();
});

test("words selected by hand become a mark of the captured text", async () => {
  const user = await open();
  await user.dblClick(await screen.findByRole("option", { name: /^E-003/ }));
  (await screen.findByRole("group", { name: "E-003, with its marks" })).focus();
  await user.keyboard("h");
  await user.type(await screen.findByLabelText("Quoted words"), "given in the annex");
  await user.type(screen.getByLabelText("Note"), "Where the method is");
  await user.click(screen.getByRole("button", { name: "Add mark" }));
  expect(await screen.findByRole("button", { name: /given in the annex$/ })).toBeVisible();
});

test("captured text is shown as text, never as markup", async () => {
  const backend = fake();
  const hostile = "<img src=x onerror=alert(1)>";
  const exhibit = backend.exhibit;
  const user = await open({ ...backend, exhibit: async (number) => ({ ...(await exhibit(number)), text: hostile, marks: [] }) });
  await user.dblClick(await screen.findByRole("option", { name: /^E-003/ }));
  expect(await screen.findByText(hostile)).toBeVisible();
});

test("a letter does nothing while words are typed", async () => {
  const user = await open();
  await openFirstExhibit(user);
  const field = await screen.findByRole("searchbox", { name: "Find a claim" });
  await user.type(field, "m");
  expect(screen.queryByText(/Drag a box/)).toBeNull();
});

test("what is written is saved at a pause and checked again", async () => {
  const user = await open();
  await user.click(await screen.findByRole("button", { name: /^Report/ }));
  const field = await screen.findByRole("textbox", { name: "Manuscript" });
  await user.clear(field);
  await user.type(field, "Everyone knew it.");
  expect(await screen.findByRole("button", { name: "No evidence: Everyone knew it." })).toBeVisible();
});

test("a wrong passphrase is told in a sentence, and the right one opens", async () => {
  const user = await open(fake({ session: { state: "locked", file: "harbour.plumb" }, passphrase: "herons" }));
  await user.type(await screen.findByLabelText("Passphrase"), "wrong{Enter}");
  expect(await screen.findByRole("alert")).toHaveTextContent("This passphrase does not open the case.");
  await user.type(screen.getByLabelText("Passphrase"), "herons{Enter}");
  expect(await screen.findAllByRole("option")).toHaveLength(12);
});

test("a case that cannot be opened leaves the way to another", async () => {
  const backend = fake();
  let asked = false;
  await open({
    ...backend,
    session: async () => {
      if (!asked) {
        asked = true;
        throw new Error("There is no case at sample.plumb.");
      }
      return { state: "home", file: null };
    },
  });
  expect(await screen.findByText(/There is no case at sample.plumb/)).toBeVisible();
  expect(screen.getByRole("button", { name: "Open a case file" })).toBeVisible();
});

test("the export says how much is open before anything leaves", async () => {
  const user = await open();
  await user.click(await screen.findByRole("button", { name: /^Report/ }));
  await user.click(screen.getByRole("button", { name: "Export" }));
  const dialog = await screen.findByRole("dialog");
  expect(within(dialog).getByText(/2 findings must be settled/)).toBeVisible();
  await user.click(within(dialog).getByRole("button", { name: "PDF" }));
  expect(await within(dialog).findByText(/^Exported as report.pdf/)).toBeVisible();
});

test("the interface speaks French", async () => {
  await open(fake(), new Language("fr"));
  expect(await screen.findByRole("button", { name: /^Affirmations/ })).toBeVisible();
});
