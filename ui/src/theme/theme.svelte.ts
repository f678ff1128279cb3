export type Shade = "system" | "light" | "dark";

export const shades: Shade[] = ["system", "light", "dark"];

/** Light, dark, or whatever the system shows. */
export class Theme {
  shade = $state<Shade>("system");

  next() {
    this.choose(shades[(shades.indexOf(this.shade) + 1) % shades.length] ?? "system");
  }

  choose(shade: Shade) {
    this.shade = shade;
    if (shade === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = shade;
  }
}
