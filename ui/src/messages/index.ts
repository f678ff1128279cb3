export { Language, provideLanguage, useLanguage, type Tongue } from "./language.svelte";
export type { Words } from "./en";
export { said } from "./said";
