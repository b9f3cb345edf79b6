// Bundles the editor into one file without a comment or an address, and writes down whose work is in it.
import { build } from "esbuild";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "../../src/gongkai_web/static/gongkai/vendor");

const built = await build({
  entryPoints: [join(here, "src/editor.js")],
  outfile: join(target, "editor.js"),
  bundle: true,
  format: "esm",
  minify: true,
  target: "es2020",
  legalComments: "none",
  charset: "utf8",
  metafile: true,
});

const names = new Set(Object.keys(built.metafile.inputs).map((file) => file.match(/node_modules\/([^/]+)\//)?.[1]));
names.delete(undefined);
const parts = [...names].sort().map((name) => {
  const folder = join(here, "node_modules", name);
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json")));
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
});
const head = "editor.js is built from tools/editor (Apache-2.0) and contains:\n";
writeFileSync(join(target, "editor-LICENSES.txt"), [head, ...parts].join(`\n${"-".repeat(72)}\n\n`));
