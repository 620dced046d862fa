/** The database: opened, migrated, spoken to in SQL files that are the same for H2 and PostgreSQL. */
package dev.appconnector.storage;
