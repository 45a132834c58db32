/**
 * Whether scripts and styles use only what the oldest browsers we promise can do, by MDN's data. What they may use beyond
 * that stands in ALLOWED with the reason why nothing is lost; an entry that nothing needs any more is an error too.
 */

import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import ts from "typescript";

const bcd = createRequire(import.meta.url)("@mdn/browser-compat-data");
const OLDEST = { chrome: 109, firefox: 115, safari: 16.4 };
/** A feature, or all below it → why it may be missing. */
const ALLOWED = {
  "api.Element.moveBefore": "asked for first; else the node is inserted again",
  "api.Navigator.wakeLock": "asked for with ?.; a screen that falls asleep is woken by its owner",
  "api.Navigator.userActivation": "asked for with ?., and then nothing vibrates",
  "api.Navigator.vibrate": "asked for with ?.",
  "api.WakeLock.request": "as wakeLock",
  "api.UserActivation.hasBeenActive": "as userActivation",
  "css.at-rules.page": "margins on paper are the printer's",
  "css.properties.accent-color": "boxes have the system's colour",
  "css.properties.break-after": "on paper",
  "css.properties.field-sizing": "the field has a fixed height",
  "css.properties.float.inline-start": "the legend takes a line of its own",
  "css.properties.font-family.ui-monospace": "the next of the list is taken",
  "css.properties.forced-color-adjust": "where a browser forces no colours there are none to adjust",
  "css.properties.grid-template-columns.subgrid": "columns of its own stand before it",
  "css.properties.hyphens": "has its prefix beside it, or words break where they fit",
  "css.properties.scrollbar-width": "the system's bar",
  "css.properties.overscroll-behavior": "partly there: what scrolls past its end scrolls the page",
  "css.properties.size": "on paper",
  "css.properties.text-size-adjust": "has its prefix beside it",
  "css.properties.scrollbar-gutter": "lit lines may stand a line beside those they light",
  "css.properties.text-wrap": "headings break where they break",
  "css.selectors.-moz-progress-bar": "each engine has its own",
  "css.selectors.-webkit-progress-bar": "each engine has its own",
  "css.selectors.-webkit-progress-value": "each engine has its own",
  "css.selectors.has": "cosmetic, or beside an @supports not selector(:has(*))",
  "css.types.color.light-dark": "tokens.css has the light scheme for these",
};
/** Interfaces that share members by mixin, as MDN files them. */
const FILED = {
  ParentNode: ["Element", "Document", "DocumentFragment"],
  ChildNode: ["Element", "CharacterData"],
  ARIAMixin: ["Element"],
  HTMLElement: ["HTMLElement", "Element"],
  HTMLOrSVGElement: ["HTMLElement"],
  ElementContentEditable: ["HTMLElement"],
  Body: ["Response"],
  WindowOrWorkerGlobalScope: ["Window"],
  NavigatorID: ["Navigator"],
};

const problems = [];
const needed = new Set();

/** @param {string} key dotted, in MDN's data @param {string} where */
function use(key, where) {
  const feature = key.split(".").reduce((place, part) => place?.[part], bcd)?.__compat;
  const missing = Object.entries(OLDEST).filter(([name, oldest]) => feature && !isIn(feature.support[name], oldest));
  if (!missing.length) return;
  const allowed = Object.keys(ALLOWED).find((one) => key === one || key.startsWith(`${one}.`));
  if (allowed) needed.add(allowed);
  else problems.push(`${where}: ${key} is not in ${missing.map(([name, oldest]) => `${name} ${oldest}`).join(", ")}`);
}

function isIn(support, oldest) {
  return [support].flat().some((one) => {
    const added = String(one?.version_added ?? "false").replace("≤", "");
    return !one?.flags && !one?.prefix && !one?.alternative_name && parseFloat(added) <= oldest && !one.version_removed;
  });
}

function files(folder, ending) {
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith(ending))
    .map((name) => `${folder}/${name}`);
}

// Scripts: which member of which interface of the browser is meant, the type checker knows.

const config = ts.readConfigFile("tsconfig.json", ts.sys.readFile).config;
const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, ".");
const scripts = files("static/js", ".js");
const program = ts.createProgram([...scripts, ...files("types", ".d.ts")], options);
const checker = program.getTypeChecker();

for (const name of scripts) {
  const source = program.getSourceFile(name);
  const at = (node) => `${name}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
  const visit = (node) => {
    if (ts.isPropertyAccessExpression(node)) member(node.name, at(node));
    if (ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node.parent)) global(node, at(node));
    if (ts.isNewExpression(node) && node.expression.getText() === "FormData" && node.arguments?.length > 1)
      use("api.FormData.FormData.submitter", at(node));
    if (ts.isRegularExpressionLiteral(node) && /\(\?<[=!]/.test(node.text))
      problems.push(`${at(node)}: Safari before 16.4 reads no script with a lookbehind in it`);
    ts.forEachChild(node, visit);
  };
  visit(source);
}

/** Whether something is declared by the browser, not by a script of ours. */
function isOfTheBrowser(declaration) {
  return /\/typescript\/lib\/|types\/dom\.d\.ts$/.test(declaration.getSourceFile().fileName);
}

function member(node, where) {
  for (const declaration of checker.getSymbolAtLocation(node)?.declarations ?? []) {
    const owner = declaration.parent;
    if (isOfTheBrowser(declaration) && ts.isTypeLiteralNode(owner) && ts.isVariableDeclaration(owner.parent)) {
      use(`api.${owner.parent.name.text}.${node.text}_static`, where);
      use(`javascript.builtins.${owner.parent.name.text}.${node.text}`, where);
    }
    if (!isOfTheBrowser(declaration) || !owner?.name) continue;
    const owners = FILED[owner.name.text] ?? [owner.name.text.replace(/Constructor$/, "")];
    for (const one of owners) {
      use(`api.${one}.${node.text}`, where);
      use(`javascript.builtins.${one}.${node.text}`, where);
    }
  }
}

function global(node, where) {
  const declared = checker.getSymbolAtLocation(node)?.declarations ?? [];
  if (
    !declared.some((one) => ts.isVariableDeclaration(one) && one.getSourceFile().fileName.includes("/typescript/lib/"))
  )
    return;
  use(`api.${node.text}`, where);
  use(`javascript.builtins.${node.text}`, where);
}

// Styles: properties, keywords, functions, units, rules and selectors by their names.

for (const name of files("static/css", ".css")) {
  const text = readFileSync(name, "utf8").replace(/\/\*[^]*?\*\//g, (comment) => comment.replace(/[^\n]/g, " "));
  const supported = text.replace(/@supports[^{]*/g, "@supports ");
  supported.split("\n").forEach((line, i) => style(line, `${name}:${i + 1}`));
}

function style(line, where) {
  for (const [, rule] of line.matchAll(/@([a-z-]+)/g)) use(`css.at-rules.${rule}`, where);
  const [, property, value] = /^\s*([a-z-]+):\s*([^{]*);?$/.exec(line) ?? [];
  if (property) {
    use(`css.properties.${property}`, where);
    for (const [word] of value.matchAll(/[a-z][a-z-]+/g)) use(`css.properties.${property}.${word}`, where);
    for (const [, called] of value.matchAll(/([a-z-]+)\(/g)) {
      use(`css.types.${called}`, where);
      use(`css.types.color.${called}`, where);
    }
    return;
  }
  for (const [, selector] of line.matchAll(/:([a-z-]+)/g)) use(`css.selectors.${selector}`, where);
}

for (const key of Object.keys(ALLOWED)) if (!needed.has(key)) problems.push(`ALLOWED: nothing needs ${key} any more`);
if (problems.length) {
  console.error(problems.join("\n"));
  process.exit(1);
}
