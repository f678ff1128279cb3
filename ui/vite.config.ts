import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [svelte()],
  clearScreen: false,
  // WebKitGTK 2.42 and the web views of current Windows and macOS.
  build: { target: ["es2022", "safari17.5"], assetsInlineLimit: 0 },
  server: { host: "127.0.0.1", port: 5173, strictPort: true },
  // A busy machine is slow, not wrong. Components are tested in the real window.
  test: { testTimeout: 60_000, environment: "node", include: ["src/**/*.test.ts"] },
});
