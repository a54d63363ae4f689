import type { Migration } from './migration.ts'

/** Experiments with their epochs, snapshots and checkpoints, and what is known of data sets. Epochs count from 0. */
export const firstTables: Migration = {
  version: 1,
  run: (connection) => {
    connection.execute(`
      CREATE TABLE experiments (
        number INTEGER PRIMARY KEY,          -- order of creation
        id TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN
          ('created', 'queued', 'training', 'paused', 'stopped', 'interrupted', 'failed', 'completed')),
        configuration TEXT NOT NULL,         -- JSON
        origin_experiment_id TEXT,           -- a branch outlives its origin: no foreign key
        origin_epoch INTEGER,
        error TEXT,
        created_at INTEGER NOT NULL,         -- milliseconds since 1970, UTC
        CHECK ((origin_experiment_id IS NULL) = (origin_epoch IS NULL))
      ) STRICT;

      CREATE TABLE epochs (
        experiment_id TEXT NOT NULL REFERENCES experiments (id) ON DELETE CASCADE,
        epoch INTEGER NOT NULL CHECK (epoch >= 0),
        loss REAL NOT NULL,                  -- nats per image / (2 · pixels)
        val_loss REAL NOT NULL,
        reconstruction REAL NOT NULL,        -- nats per image
        kl REAL NOT NULL,
        val_reconstruction REAL NOT NULL,
        val_kl REAL NOT NULL,
        learning_rate REAL NOT NULL,
        seconds REAL NOT NULL,
        ended_at INTEGER NOT NULL,           -- milliseconds since 1970, UTC
        PRIMARY KEY (experiment_id, epoch)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX epochs_by_val_loss ON epochs (experiment_id, val_loss);

      CREATE TABLE snapshots (
        experiment_id TEXT NOT NULL,
        epoch INTEGER NOT NULL,
        originals BLOB NOT NULL,             -- bytes [count, height, width]
        reconstructions BLOB NOT NULL,       -- bytes [count, height, width]
        manifold BLOB NOT NULL,              -- bytes [side, side, height, width]
        manifold_side INTEGER NOT NULL,
        latents BLOB NOT NULL,               -- little-endian float32 [n, latent_dim]
        latent_dim INTEGER NOT NULL,
        weights BLOB,                        -- safetensors
        weights_sha256 TEXT,                 -- of the column before, hex
        PRIMARY KEY (experiment_id, epoch),
        FOREIGN KEY (experiment_id, epoch) REFERENCES epochs (experiment_id, epoch) ON DELETE CASCADE,
        CHECK ((weights IS NULL) = (weights_sha256 IS NULL))
      ) STRICT;

      CREATE TABLE checkpoints (
        experiment_id TEXT NOT NULL REFERENCES experiments (id) ON DELETE CASCADE,
        epoch INTEGER NOT NULL CHECK (epoch >= -1),  -- -1: what a branch starts from
        periodic INTEGER NOT NULL CHECK (periodic IN (0, 1)),
        best INTEGER NOT NULL CHECK (best IN (0, 1)),
        sha256 TEXT NOT NULL,                -- of the state, hex
        state BLOB NOT NULL,                 -- safetensors; its metadata holds the step and the callbacks' state
        PRIMARY KEY (experiment_id, epoch)
      ) STRICT;

      CREATE TABLE datasets (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        height INTEGER NOT NULL,
        width INTEGER NOT NULL,
        train_class_counts TEXT NOT NULL,    -- JSON array, index = label
        test_class_counts TEXT NOT NULL,     -- JSON array, index = label
        sha256 TEXT NOT NULL,
        created_at INTEGER NOT NULL
      ) STRICT;
    `)
  },
}
