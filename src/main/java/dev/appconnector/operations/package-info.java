/** Settings, database, health: what an operator sees and sets. */
package dev.appconnector.operations;
