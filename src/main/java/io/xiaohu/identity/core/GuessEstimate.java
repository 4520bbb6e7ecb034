package io.xiaohu.identity.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import me.gosimple.nbvcxz.Nbvcxz;
import me.gosimple.nbvcxz.matching.match.DateMatch;
import me.gosimple.nbvcxz.matching.match.DictionaryMatch;
import me.gosimple.nbvcxz.matching.match.Match;
import me.gosimple.nbvcxz.matching.match.RepeatMatch;
import me.gosimple.nbvcxz.matching.match.SequenceMatch;
import me.gosimple.nbvcxz.matching.match.SpacialMatch;
import me.gosimple.nbvcxz.matching.match.YearMatch;
import me.gosimple.nbvcxz.resources.Configuration;
import me.gosimple.nbvcxz.resources.ConfigurationBuilder;
import me.gosimple.nbvcxz.resources.Dictionary;
import me.gosimple.nbvcxz.resources.DictionaryBuilder;
import me.gosimple.nbvcxz.scoring.Result;

/**
 * How many guesses a password would take somebody who knows words, names, dates, keyboards and the
 * customer.
 */
final class GuessEstimate {

    /**
     * A million guesses: the lock lets nobody make a hundredth of them, and asking for more sends
     * people with good passwords away.
     */
    private static final double FEWEST_BITS = 20;

    /** Ten thousand million: nobody who has stolen its hash finds it soon, either. */
    private static final double BITS_OF_A_GOOD_ONE = 33;

    /** What is longer is strong by its beginning or is a repetition; the work stays bounded. */
    private static final int LOOKED_AT = 40;

    private static final long WORK_MILLIS = 300;
    private static final String CUSTOMER = "customer";
    private static final String COMMON = "common";

    private final List<Dictionary> dictionaries;

    GuessEstimate(Collection<String> common) {
        this.dictionaries = new ArrayList<>(ConfigurationBuilder.getDefaultDictionaries());
        this.dictionaries.add(dictionary(COMMON, common));
    }

    /**
     * How it stands up to guessing.
     *
     * @param weaknesses what makes it easy to guess; empty when it is not
     */
    record Estimate(Set<Weakness> weaknesses, boolean good) {}

    /**
     * @param known words that are the customer's own, in lower case
     */
    Estimate of(String password, Collection<String> known) {
        List<Dictionary> all = new ArrayList<>(dictionaries);
        all.add(dictionary(CUSTOMER, known));
        Configuration configuration =
                new ConfigurationBuilder()
                        .setDictionaries(all)
                        .setDistanceCalc(false)
                        .setCombinationAlgorithmTimeout(WORK_MILLIS)
                        .setLocale(Locale.ENGLISH)
                        .createConfiguration();
        Result result =
                new Nbvcxz(configuration)
                        .estimate(password.substring(0, Math.min(password.length(), LOOKED_AT)));
        if (result.getEntropy() >= FEWEST_BITS) {
            return new Estimate(Set.of(), result.getEntropy() >= BITS_OF_A_GOOD_ONE);
        }
        Set<Weakness> found = EnumSet.noneOf(Weakness.class);
        result.getMatches().forEach(match -> add(found, match));
        return new Estimate(found.isEmpty() ? EnumSet.of(Weakness.SHORT) : found, false);
    }

    private static void add(Set<Weakness> found, Match match) {
        switch (match) {
            case DictionaryMatch word ->
                    found.add(
                            CUSTOMER.equals(word.getDictionaryName())
                                    ? Weakness.YOURS
                                    : Weakness.COMMON);
            case DateMatch date -> found.add(Weakness.DATE);
            case YearMatch year -> found.add(Weakness.DATE);
            case SpacialMatch keyboard -> found.add(Weakness.KEYBOARD);
            case RepeatMatch repeat -> found.add(Weakness.REPEATED);
            case SequenceMatch sequence -> found.add(Weakness.SEQUENCE);
            default -> {}
        }
    }

    private static Dictionary dictionary(String name, Collection<String> words) {
        return new DictionaryBuilder()
                .setDictionaryName(name)
                .addWords(words, 1)
                .createDictionary();
    }
}
