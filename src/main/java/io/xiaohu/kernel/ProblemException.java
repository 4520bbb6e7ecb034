package io.xiaohu.kernel;

/**
 * Carries a refusal from a use case to the edge, where one advice turns it into an answer. Cores
 * return sealed results; this is thrown by the use case around them, before its first write.
 */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.reason().name(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
