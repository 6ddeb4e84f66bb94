// Bare names of modules ("@ui/words.js") for node --test: the browser has an import map, Node gets this resolver.
import { existsSync, readdirSync } from "node:fs";
import { register } from "node:module";

const house = new URL("../../zhurnal/", import.meta.url);
const folders = {};
for (const room of readdirSync(house, { withFileTypes: true })) {
  const shelf = new URL(`${room.name}/static/`, house);
  if (!room.isDirectory() || !existsSync(shelf)) continue;
  for (const place of readdirSync(shelf)) {
    const scripts = new URL(`${place}/js/`, shelf);
    if (existsSync(scripts)) folders[`@${place}/`] = scripts.href;
  }
}

const hook = `
const folders = ${JSON.stringify(folders)};
export async function resolve(name, context, next) {
  const slash = name.indexOf("/") + 1;
  const folder = name.startsWith("@") ? folders[name.slice(0, slash)] : undefined;
  return folder ? next(folder + name.slice(slash), context) : next(name, context);
}`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);
