package io.xiaohu.ledger.core;

/** A change as it was booked, with the account after it. */
public record Entry(Change change, AccountState after) {}
