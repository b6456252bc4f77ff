"""What a process gives up once its data are loaded, so that no query reaches a file or another server.

Two means, each enough for a store in memory: no file is opened any more (RLIMIT_NOFILE), and no socket is made (seccomp, on Linux).
A store on disk opens its files as it runs, so it has only the second; a process that sends queries to another server has neither.
"""

from shisaku.system_calls import refuse


def enter_sandbox(memory: int, opens_files: bool, opens_sockets: bool = False) -> bool:
    """Limit memory to so many bytes, write no core, refuse files and sockets; whether either of the two is refused."""
    sockets = not opens_sockets and refuse("socket")
    try:
        import resource
    except ImportError:
        return sockets
    files = not (opens_files or opens_sockets)
    if files:
        resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    return sockets or files
