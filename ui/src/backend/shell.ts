// The real backend: Tauri commands, and the protocol that serves pictures
// straight from the case file.
import { Channel, convertFileSrc } from "@tauri-apps/api/core";
import { Refusal, type Answer, type Backend, type Calls } from "./backend";
import { commands } from "./bindings";

type Command = (...given: unknown[]) => Promise<unknown>;

function asked(command: Command) {
  return async (...given: unknown[]) => {
    const answer = await command(...given);
    if (!isAnswer(answer)) return answer;
    if (answer.status === "error") throw new Refusal(answer.error);
    return answer.data;
  };
}

/** Commands that cannot be refused answer with their value alone. */
function isAnswer(said: unknown): said is Answer<unknown> {
  return typeof said === "object" && said !== null && "status" in said;
}

export function shell(): Backend {
  const calls = Object.fromEntries(
    Object.entries(commands).map(([name, command]) => [name, asked(command as Command)]),
  ) as unknown as Calls;
  return {
    ...calls,
    channel: (told) => new Channel(told),
    onDrag: async (told) => {
      await commands.watchDrops(new Channel(told));
    },
    pictureUrl: (exhibit, side, page = 1) => evidenceUrl(`exhibit/${exhibit}/${side}/${page}`),
    pageUrl: (page, version, side) => evidenceUrl(`page/${page}/${version}/${side}`),
    partUrl: (exhibit, page, { x, y, width, height }, side) =>
      evidenceUrl(`part/${[exhibit, page, x, y, width, height, side].map(Math.round).join("/")}`),
    insideUrl: (exhibit, index, side) => evidenceUrl(`inside/${exhibit}/${index}/${side}`),
    chartUrl: (exhibit, index) => evidenceUrl(`chart/${exhibit}/${index}`),
    differenceUrl: (altered, original) => evidenceUrl(`difference/${altered}/${original}`),
    recording: async (exhibit) => {
      const answer = await fetch(evidenceUrl(`recording/${exhibit}`)).catch(() => null);
      return answer?.ok ? answer.blob() : null;
    },
  };
}

/** `evidence://localhost/…`, or its http form where the web view needs one. */
function evidenceUrl(path: string): string {
  return convertFileSrc("", "evidence") + path;
}
