/** Why a request was not carried out, in the contract's words. */
package dev.appconnector.problem;
