// Bundles the charts into one file without a comment or an address, and writes down whose work is in it.
import { build } from "esbuild";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "../../src/gongkai_web/static/gongkai/vendor");

const built = await build({
  entryPoints: [join(here, "src/charts.js")],
  outfile: join(target, "charts.js"),
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
  const texts = ["LICENSE", "LICENSE.txt", "NOTICE"].filter((file) => existsSync(join(folder, file)));
  const more = existsSync(join(folder, "licenses")) ? readdirSync(join(folder, "licenses")).map((file) => join("licenses", file)) : [];
  const said = [...texts, ...more].map((file) => readFileSync(join(folder, file), "utf8").trim());
  return `${name} ${version} (${license})\n\n${said.join("\n\n")}\n`;
});
const head = "charts.js is built from tools/charts (Apache-2.0) and contains:\n";
writeFileSync(join(target, "charts-LICENSES.txt"), [head, ...parts].join(`\n${"-".repeat(72)}\n\n`));
