// Holds JSON documents against a schema of draft 4 or 2020-12.
// Usage: node validate.cjs NODE_MODULES SCHEMA FILE…   Prints what is wrong as JSON: ["file: /pointer message", …]
const { readFileSync } = require("node:fs");
const { basename, join } = require("node:path");

const [modules, schemaFile, ...files] = process.argv.slice(2);
const read = file => JSON.parse(readFileSync(file, "utf8"));
const schema = read(schemaFile);
const { default: Ajv } = require(join(modules, schema.$schema.includes("draft-04") ? "ajv-draft-04" : "ajv/dist/2020"));
// Formats are annotations in both drafts, and the patterns of the SARIF schema are no Unicode expressions. What is not in the drafts is a mistake in our schema, none in a foreign one.
const validate = new Ajv({ allErrors: true, validateFormats: false, unicodeRegExp: false, strict: schema.$id ? true : false, allowUnionTypes: true }).compile(schema);
process.stdout.write(JSON.stringify(files.flatMap(file => validate(read(file))
  ? []
  : validate.errors.map(error => `${basename(file)}: ${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`))));
