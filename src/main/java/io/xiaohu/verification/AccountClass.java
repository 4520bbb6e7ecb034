package io.xiaohu.verification;

/** Payment account classes of the People's Bank of China's notice No. 43 of 2015. */
public enum AccountClass {
    /** Known by phone only. */
    I,
    /** Real name confirmed by three or more independent checks. */
    II,
    /** Real name confirmed by five or more checks, or face to face. */
    III
}
