"""Shuts the reader process in before it sees a stranger's bytes: limits everywhere, Landlock and seccomp on Linux.

Called once, after which there is no way back. What the system does not support is left out and reported, not hidden.
"""

import ctypes
import os
import platform
import struct
import sys
from collections.abc import Iterable
from pathlib import Path

from desktop.documents.shared import SIZE

# Of its own; what it shares with the window comes on top.
MEMORY = (1_536 << 20) + SIZE
CPU_SECONDS = 60
LANDLOCK_CREATE, LANDLOCK_ADD, LANDLOCK_RESTRICT = 444, 445, 446
READ_FILE, READ_DIR = 1 << 2, 1 << 3
# Rights on files known to each version of Landlock's ABI; all are withdrawn. From 4 on TCP, from 6 on signals too.
RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}
NO_NEW_PRIVILEGES, NOT_DUMPABLE, SECCOMP = 38, 4, 22

# System calls of x86_64 that reading a document and importing a library need; everything else is answered with EPERM.
ALLOWED = (
    "read=0 write=1 close=3 stat=4 fstat=5 lstat=6 poll=7 lseek=8 mmap=9 mprotect=10 munmap=11 brk=12 "
    "rt_sigaction=13 rt_sigprocmask=14 rt_sigreturn=15 ioctl=16 pread64=17 writev=20 access=21 select=23 "
    "sched_yield=24 mremap=25 madvise=28 dup=32 nanosleep=35 getpid=39 exit=60 uname=63 fcntl=72 getcwd=79 "
    "readlink=89 gettimeofday=96 getrusage=98 sysinfo=99 times=100 getuid=102 getgid=104 geteuid=107 "
    "getegid=108 sigaltstack=131 gettid=186 futex=202 sched_getaffinity=204 getdents64=217 clock_gettime=228 "
    "clock_getres=229 clock_nanosleep=230 exit_group=231 tgkill=234 newfstatat=262 readlinkat=267 "
    "faccessat=269 pselect6=270 ppoll=271 getrandom=318 membarrier=324 statx=332 rseq=334 faccessat2=439"
)
OPEN, OPENAT, PRLIMIT = 2, 257, 302
# O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, O_APPEND and O_TMPFILE's own bit: any of them makes an open one for writing.
WRITING = 0o1 | 0o2 | 0o100 | 0o1000 | 0o2000 | 0o20000000


def shut_in(readable: Iterable[Path]) -> dict[str, str]:
    """Locks the calling process down, with read-only access to `readable`; says what holds, for About."""
    _forbid_in_python()
    report = {"limits": _limit(), "files": "by the program only", "calls": "by the program only"}
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(NOT_DUMPABLE, 0, 0, 0, 0)
        if libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0) == 0:
            report["files"] = _landlock(libc, readable) or report["files"]
            report["calls"] = _seccomp(libc) or report["calls"]
    return report


def allow_more_time(seconds: int = CPU_SECONDS) -> None:
    """The CPU limit counts from the start of the process; each request gets its own share."""
    if sys.platform != "win32":
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        limit = int(used.ru_utime + used.ru_stime) + seconds
        resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _limit() -> str:
    """Memory, CPU and size of files written, where the system knows such limits."""
    if sys.platform == "win32":
        return "time only"
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    allow_more_time()
    try:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    except (ValueError, OSError):
        return "processor time"
    return "memory and processor time"


def _forbid_in_python() -> None:
    """Holds on every system: no library of ours writes, connects or starts anything from here on."""
    closed = (
        "socket.",
        "subprocess.",
        "os.exec",
        "os.fork",
        "os.posix_spawn",
        "os.spawn",
        "os.system",
        "os.startfile",
        "shutil.",
    )
    changing = (
        "os.remove",
        "os.rename",
        "os.mkdir",
        "os.rmdir",
        "os.link",
        "os.symlink",
        "os.chmod",
        "os.chown",
        "os.truncate",
    )

    def refuse(event: str, arguments: tuple[object, ...]) -> None:
        if event.startswith(closed) or event in changing:
            raise PermissionError(f"{event} is not allowed in the reader process")
        if event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            raise PermissionError("writing is not allowed in the reader process")

    sys.addaudithook(refuse)


def _landlock(libc: ctypes.CDLL, readable: Iterable[Path]) -> str:
    version = libc.syscall(LANDLOCK_CREATE, None, 0, 1)
    if version < 1:
        return ""
    rights = (1 << RIGHTS.get(version, 16)) - 1
    size = 8 if version < 4 else 16 if version < 6 else 24
    attributes = struct.pack("QQQ", rights, 3 if version >= 4 else 0, 3 if version >= 6 else 0)[:size]
    rules = libc.syscall(LANDLOCK_CREATE, ctypes.create_string_buffer(attributes, size), size, 0)
    if rules < 0:
        return ""
    for path in readable:
        _allow_reading(libc, rules, path)
    done = libc.syscall(LANDLOCK_RESTRICT, rules, 0)
    os.close(rules)
    return f"Landlock {version}" if done == 0 else ""


def _allow_reading(libc: ctypes.CDLL, rules: int, path: Path) -> None:
    try:
        folder = os.open(path, os.O_PATH)
    except OSError:
        return
    rights = READ_FILE | (READ_DIR if path.is_dir() else 0)
    rule = ctypes.create_string_buffer(struct.pack("=Qi", rights, folder), 12)
    libc.syscall(LANDLOCK_ADD, rules, 1, rule, 0)
    os.close(folder)


def _instruction(code: int, when: int, otherwise: int, value: int) -> bytes:
    return struct.pack("HBBI", code, when, otherwise, value)


def _filter() -> bytes:
    """A BPF program over call number, architecture and arguments: allowed, or EPERM, so that Python can say what."""
    load, equal, at_least, any_bit, give = 0x20, 0x15, 0x35, 0x45, 0x06
    allow, refuse, kill = 0x7FFF0000, 0x00050001, 0x80000000
    numbers = sorted(int(entry.partition("=")[2]) for entry in ALLOWED.split())
    program = [
        _instruction(load, 0, 0, 4),
        _instruction(equal, 1, 0, 0xC000003E),
        _instruction(give, 0, 0, kill),
        _instruction(load, 0, 0, 0),
        # Calls of the x32 ABI have this bit.
        _instruction(at_least, 0, 1, 0x40000000),
        _instruction(give, 0, 0, kill),
    ]
    # The flags are the second argument of open, the third of openat; the low half of an argument comes first.
    for number, flags_at in ((OPENAT, 32), (OPEN, 24)):
        program += [
            _instruction(equal, 0, 4, number),
            _instruction(load, 0, 0, flags_at),
            _instruction(any_bit, 0, 1, WRITING),
            _instruction(give, 0, 0, refuse),
            _instruction(give, 0, 0, allow),
        ]
    # Own limits may be asked and set (pid 0), nobody else's.
    program += [
        _instruction(equal, 0, 4, PRLIMIT),
        _instruction(load, 0, 0, 16),
        _instruction(equal, 1, 0, 0),
        _instruction(give, 0, 0, refuse),
        _instruction(give, 0, 0, allow),
    ]
    program += [_instruction(equal, len(numbers) - i, 0, number) for i, number in enumerate(numbers)]
    return b"".join([*program, _instruction(give, 0, 0, refuse), _instruction(give, 0, 0, allow)])


def _seccomp(libc: ctypes.CDLL) -> str:
    if platform.machine() != "x86_64":
        return ""
    program = _filter()
    code = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(code))
    held = ctypes.create_string_buffer(header, len(header))
    return "seccomp" if libc.prctl(SECCOMP, 2, held, 0, 0) == 0 else ""
