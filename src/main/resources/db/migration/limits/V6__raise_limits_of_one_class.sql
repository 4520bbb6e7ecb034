-- Which class the customer had when a limit was raised. A rule of the same name means something else in another class.
-- What was raised before has none: it counts where it could have been asked for, and is over within 31 days.
alter table limit_override add column class text check (class in ('I', 'II', 'III'));
