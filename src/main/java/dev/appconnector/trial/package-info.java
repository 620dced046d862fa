/** Tests of connectors: a run of one, told step by step. (Java has another meaning for the word, hence the package's name.) */
package dev.appconnector.trial;
