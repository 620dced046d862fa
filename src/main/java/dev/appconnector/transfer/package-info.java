/** Connectors and saved activities on their way from one installation to another: written as YAML, read, held against what is there. */
package dev.appconnector.transfer;
