// What `prisma migrate deploy` does, with the engine of the same version line: apply a folder.
// Usage: node prisma_deploy.mjs MODULES FOLDER, with the database in DATABASE_URL.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const [modules, folder] = process.argv.slice(2).map((path) => resolve(path))
const require = createRequire(join(modules, 'package.json'))
const load = (name) => import(pathToFileURL(require.resolve(name)).href)

const engine = await load('@prisma/schema-engine-wasm/schema_engine_bg')
const { PrismaPg } = await load('@prisma/adapter-pg')
const { bindMigrationAwareSqlAdapterFactory } = await load('@prisma/driver-adapter-utils')

const file = join(modules, '@prisma/schema-engine-wasm/schema_engine_bg.wasm')
const { instance } = await WebAssembly.instantiate(readFileSync(file), {
  './schema_engine_bg.js': engine,
})
engine.__wbg_set_wasm(instance.exports)
instance.exports.__wbindgen_start()

const adapter = bindMigrationAwareSqlAdapterFactory(
  new PrismaPg({ connectionString: process.env.DATABASE_URL }),
)
const schema = ['schema.prisma', 'datasource db {\n  provider = "postgresql"\n}\n']
const opened = await engine.SchemaEngine.new({ datamodels: [schema] }, () => {}, adapter)
const names = readdirSync(folder).filter((name) => statSync(join(folder, name)).isDirectory())
const done = await opened.applyMigrations({
  migrationsList: {
    baseDir: folder,
    lockfile: {
      path: 'migration_lock.toml',
      content: readFileSync(join(folder, 'migration_lock.toml'), 'utf8'),
    },
    shadowDbInitScript: '',
    migrationDirectories: names.sort().map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: readFileSync(join(folder, name, 'migration.sql'), 'utf8') },
      },
    })),
  },
  filters: { externalTables: [], externalEnums: [] },
})
console.log(done.appliedMigrationNames.join('\n'))
process.exit(0)
