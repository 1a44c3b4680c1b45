// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0

// Makes a mirror of Terraform providers, in the folder mirror/: each is the program provider/, of our own, beside the
// vendor's schema. That is taken from the provider's CDKTF bindings, which were generated from it; of those only the
// text is read, and nothing runs. They are removed at the end, as they are large.
const fs = require('fs');
const path = require('path');

const SIMPLE = {
  getStringAttribute: 'string',
  getNumberAttribute: 'number',
  getBooleanAttribute: 'bool',
  getAnyMapAttribute: ['map', 'string'],
  getStringMapAttribute: ['map', 'string'],
  getNumberMapAttribute: ['map', 'number'],
  getBooleanMapAttribute: ['map', 'bool'],
  getListAttribute: ['list', 'string'],
  getNumberListAttribute: ['list', 'number'],
};
const MAPS = { 'cdktf.StringMap': 'string', 'cdktf.NumberMap': 'number', 'cdktf.BooleanMap': 'bool', 'cdktf.AnyMap': 'string' };
const LISTS = { 'cdktf.StringListList': ['list', 'string'], 'cdktf.StringMapList': ['map', 'string'], 'cdktf.BooleanMapList': ['map', 'bool'], 'cdktf.NumberMapList': ['map', 'number'] };
const STORAGE = {
  string: 'string', number: 'number', boolean: 'bool', any: 'string',
  stringList: ['list', 'string'], numberList: ['list', 'number'], stringMap: ['map', 'string'], booleanMap: ['map', 'bool'], numberMap: ['map', 'number'],
};

const COMPLEX = /\/\/ \w+ - computed: (\w+), optional: (\w+), required: (\w+)\n\s*(this\._\w+) = (new [\w.]+\(this, "(\w+)"[^\n]*)/g;
const SIMPLE_GETTER = /(\/\/ \w+ - computed: [^\n]*\n\s*)?get (\w+)\(\) \{\s*return ([^\n]*this\.(?:get\w+Attribute|interpolationForAttribute)\('(\w+)'\)[^\n]*)/g;
const HCL = /^ +(\w+): \{\s+value: [^\n]*\n\s+isBlock: (\w+),\n\s+type: "(\w+)",\n\s+storageClassType: "(\w+)"/gm;

// the generated code of one resource, data source or provider
function textOf(folder, extension) {
  if (!fs.statSync(folder).isDirectory()) return '';
  const files = fs.readdirSync(folder, { recursive: true }).filter(file => file.endsWith(extension));
  return files.map(file => fs.readFileSync(path.join(folder, file), 'utf8')).join('\n');
}

// name -> body of each class
function classesOf(text) {
  const classes = new Map();
  for (const part of text.split(/^class /m).slice(1)) {
    const head = /^(\w+) extends ([\w.]+)/.exec(part);
    if (head) classes.set(head[1], { base: head[2], body: part.slice(0, part.search(/^}/m)) });
  }
  return classes;
}

// struct name, first letter small -> how it is written as HCL
function structsOf(text) {
  const structs = new Map();
  for (const part of text.split(/^function /m).slice(1)) {
    const head = /^(\w+)ToHclTerraform\(/.exec(part);
    if (head) structs.set(head[1], part.slice(0, part.search(/^}/m)));
  }
  return structs;
}

// interface -> what it holds -> whether that is required
function settingsOf(text) {
  const settings = new Map();
  for (const [, name, body] of text.matchAll(/^export interface (\w+)[^{]*\{\n([\s\S]*?)^\}/gm)) {
    settings.set(name, new Map([...body.matchAll(/^ {4}readonly (\w+)(\??):/gm)].map(([, member, mark]) => [member, mark === ''])));
  }
  return settings;
}

function namesOfBlocks(body) {
  return new Set([...body.matchAll(HCL)].filter(([, , block]) => block === 'true').map(([, name]) => name));
}

function lowerFirst(name) {
  return name[0].toLowerCase() + name.slice(1);
}

// What a user may set has no comment with its flags: the declarations say whether it has to be there.
function membersOf(name, context, ownBlocks) {
  const { body, base } = context.classes.get(name);
  const settings = context.settings.get(base === 'cdktf.ComplexObject' ? name.replace(/OutputReference$/, '') : name + 'Config') ?? new Map();
  const members = {};
  for (const [, computed, optional, required, , code, snake] of body.matchAll(COMPLEX)) {
    const flags = { computed: computed === 'true', optional: optional === 'true', required: required === 'true' };
    members[snake] = { ...typeOf(code, context), ...flags, block: ownBlocks.has(snake) };
  }
  for (const [, comment, camel, code, snake] of body.matchAll(SIMPLE_GETTER)) {
    const set = settings.get(camel);
    const flags = comment || set === undefined ? { computed: true } : { computed: !set, optional: !set, required: set };
    members[snake] = { ...typeOf(code, context), ...flags };
  }
  return members;
}

function typeOf(code, context) {
  const simple = /this\.(get\w+Attribute|interpolationForAttribute)\(/.exec(code);
  if (simple) {
    const type = SIMPLE[simple[1]] ?? 'string';
    return { type: code.includes('tolist(') && Array.isArray(type) ? ['set', type[1]] : type };
  }
  const [, maker, set] = /new ([\w.]+)\(this, "\w+"(?:, (true|false))?/.exec(code);
  if (MAPS[maker]) return { type: ['map', MAPS[maker]] };
  if (LISTS[maker]) return { type: ['list', LISTS[maker]] };
  const name = maker.replace(/^\w+\./, '');
  const kind = name.endsWith('OutputReference') ? 'single' : name.endsWith('Map') ? 'map' : set === 'true' ? 'set' : 'list';
  const short = name.replace(/(OutputReference|List|Map)$/, '');
  // a name that looks like that of a list has a word more, and a list of lists is taken for a list
  const element = [short, short + 'Struct', short.replace(/List$/, '')].find(each => context.classes.has(each + 'OutputReference'));
  return { kind, of: membersOf(element + 'OutputReference', context, namesOfBlocks(context.structs.get(lowerFirst(element)) ?? '')) };
}

function schemaOf(folder) {
  const text = textOf(folder, '.js');
  const type = /\.tfResourceType = "(\w+)"/.exec(text);
  const context = { classes: classesOf(text), structs: structsOf(text), settings: settingsOf(textOf(folder, '.d.ts')) };
  const top = [...context.classes].find(([, { base }]) => /Terraform(Resource|DataSource|Provider)$/.test(base));
  if (!type || !top) return undefined;
  const own = /synthesizeHclAttributes\(\) \{[\s\S]*/.exec(top[1].body)?.[0] ?? '';
  const members = top[1].base.endsWith('Provider') ? provider(own, context.structs) : membersOf(top[0], context, namesOfBlocks(own));
  return { kind: top[1].base.replace('cdktf.', ''), name: type[1], members };
}

// a provider's getters tell no types; nothing of its settings is required
function provider(body, structs) {
  const members = {};
  for (const [, name, block, kind, storage] of body.matchAll(HCL)) {
    const type = STORAGE[storage];
    members[name] = block === 'true'
      ? { kind: 'list', of: provider(structs.get(lowerFirst(storage.replace(/List$/, ''))) ?? '', structs), block: true, optional: true }
      : { type: kind === 'set' && Array.isArray(type) ? ['set', type[1]] : type ?? 'string', optional: true };
  }
  return members;
}

function readPackage(root) {
  const result = { provider: {}, resources: {}, data_sources: {} };
  for (const folder of fs.readdirSync(path.join(root, 'lib'))) {
    const { kind, name, members } = schemaOf(path.join(root, 'lib', folder)) ?? {};
    if (kind === 'TerraformProvider') result.provider = members;
    else if (kind === 'TerraformDataSource') result.data_sources[name] = members;
    else if (kind === 'TerraformResource') result.resources[name] = members;
  }
  return result;
}

const system = process.platform + '_' + ({ x64: 'amd64' }[process.arch] ?? process.arch);
for (const name of fs.readdirSync('node_modules/@cdktf')) {
  const root = path.join('node_modules/@cdktf', name);
  const { cdktf } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  const { name: address, version } = cdktf.provider;
  const folder = path.join('mirror', address, version, system);
  const schema = readPackage(root);
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'schema.json'), JSON.stringify(schema));
  fs.copyFileSync('provider', path.join(folder, `terraform-provider-${path.basename(address)}_v${version}`));
  console.log(`${address} ${version}: ${Object.keys(schema.resources).length} resources`);
}
fs.rmSync('node_modules', { recursive: true });
