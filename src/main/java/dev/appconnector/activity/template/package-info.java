/** What a saved activity leaves open: its parameters, and the templates that take their values without changing shape. */
package dev.appconnector.activity.template;
