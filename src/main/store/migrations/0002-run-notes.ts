import type { Migration } from './migration.ts'

/**
 * What a person says of a run (colour, notes, whether it is shown), deletion that can be undone, KL per latent dimension,
 * and learning rates set by hand.
 */
export const runNotes: Migration = {
  version: 2,
  run: (connection) => {
    connection.execute(`
      ALTER TABLE experiments ADD COLUMN notes TEXT NOT NULL DEFAULT '';
      ALTER TABLE experiments ADD COLUMN colour INTEGER NOT NULL DEFAULT 0;  -- index in the palette of runs
      ALTER TABLE experiments ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1));
      ALTER TABLE experiments ADD COLUMN deleted_at INTEGER;                 -- milliseconds since 1970, UTC; awaits its removal
      UPDATE experiments SET colour = (number - 1) % 8;

      ALTER TABLE epochs ADD COLUMN val_kl_per_dimension BLOB;               -- little-endian float32 [latent_dim], nats

      CREATE TABLE learning_rate_changes (
        experiment_id TEXT NOT NULL REFERENCES experiments (id) ON DELETE CASCADE,
        epoch INTEGER NOT NULL CHECK (epoch >= 0),
        step INTEGER NOT NULL CHECK (step >= 0),   -- of that epoch: the first that is made with it
        learning_rate REAL NOT NULL CHECK (learning_rate > 0),
        changed_at INTEGER NOT NULL,               -- milliseconds since 1970, UTC
        PRIMARY KEY (experiment_id, epoch, step)
      ) STRICT, WITHOUT ROWID;
    `)
  },
}
