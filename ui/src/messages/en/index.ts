import { actions } from "./actions";
import { claims } from "./claims";
import { data } from "./data";
import { evidence } from "./evidence";
import { exhibit } from "./exhibit";
import { frame } from "./frame";
import { home } from "./home";
import { library } from "./library";
import { matters } from "./matters";
import { report } from "./report";
import { steps } from "./steps";
import { timeline } from "./timeline";
import { told } from "./told";

/** Every word of the interface. A key stands in one file only; a test says so. */
export const en = { ...actions, ...frame, ...home, ...evidence, ...exhibit, ...claims, ...data, ...library, ...matters, ...report, ...timeline, ...steps, ...told };

export type Words = typeof en;
