"""Bounds for a process that opens what strangers send: whatever goes wrong in it ends it, and nothing else."""


def confine(seconds: float, memory: int) -> None:
    """Bound this process: seconds of the processor, bytes of memory, no files, no core. Where the system has no such
    bounds, the parent's patience is one.
    """
    try:
        import resource
        import signal
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)
