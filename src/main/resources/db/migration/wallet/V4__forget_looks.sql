-- Looks are in the audit trail; nothing was ever written here.
drop table look;
