//! A SQLite file system that begins a database 16 KiB into its file, behind the header with the key slots.
//!
//! SQLite reaches files through a table of functions, a VFS. This one is the
//! platform's own with one difference: in the main database file every offset
//! lies [`HEADER_BYTES`] further on. The write-ahead log and its index are the
//! platform's, unshifted. Header bytes are read and written through the same
//! open file, because closing a second handle on it would, on POSIX, drop the
//! locks SQLite holds (`sqlite.org/howtocorrupt.html`, 2.2).

#![allow(
    unsafe_code,
    reason = "a VFS is a table of C functions; this is the only unsafe code of the project"
)]

use std::ffi::{CStr, c_int, c_void};
use std::sync::OnceLock;

use rusqlite::{Connection, ffi};

use super::places::{
    HEADER_BYTES, is_within_a_block, logical_size, physical_offset, physical_size,
};

/// The name under which SQLite knows this file system.
pub(crate) const NAME: &CStr = c"plumb-shifted";

/// File-control requests of ours; SQLite leaves numbers above 100 to applications.
const READ_HEADER: c_int = 0x504C_0001;
const WRITE_HEADER: c_int = 0x504C_0002;

/// What a file-control request of ours points to.
struct HeaderBytes {
    bytes: *mut c_void,
    length: c_int,
    offset: i64,
}

/// The platform's file system behind ours. SQLite sees the first field only.
#[repr(C)]
struct ShiftedVfs {
    vfs: ffi::sqlite3_vfs,
    platform: *mut ffi::sqlite3_vfs,
}

/// Makes SQLite know the file system; later calls change nothing.
///
/// # Errors
/// SQLite's result code when there is no platform file system to stand on.
pub(crate) fn register() -> Result<(), c_int> {
    static REGISTERED: OnceLock<Result<(), c_int>> = OnceLock::new();
    *REGISTERED.get_or_init(|| {
        // Safety: a null name asks for the default VFS, which SQLite never frees.
        let platform = unsafe { ffi::sqlite3_vfs_find(std::ptr::null()) };
        if platform.is_null() {
            return Err(ffi::SQLITE_ERROR);
        }
        // Safety: not null, and a VFS is plain data that stays valid once registered.
        let mut vfs = unsafe { *platform };
        // All but xOpen stays the platform's function: those take names, not
        // offsets, and find in this copy the same application data and limits.
        let own_part = size_of::<ffi::sqlite3_file>() as c_int;
        vfs.szOsFile = vfs.szOsFile.saturating_add(own_part);
        vfs.pNext = std::ptr::null_mut();
        vfs.zName = NAME.as_ptr();
        vfs.xOpen = Some(open);
        // Leaked on purpose: SQLite keeps the pointer until the process ends.
        let shifted = Box::leak(Box::new(ShiftedVfs { vfs, platform }));
        // Safety: the VFS and its name live for ever; 0 leaves the default as it is.
        match unsafe { ffi::sqlite3_vfs_register(&raw mut shifted.vfs, 0) } {
            ffi::SQLITE_OK => Ok(()),
            code => Err(code),
        }
    })
}

/// Reads the header's bytes of an open case; bytes beyond the file's end are zero.
///
/// # Errors
/// SQLite's error when the file cannot be read.
pub(crate) fn read_header(connection: &Connection) -> rusqlite::Result<Vec<u8>> {
    let mut bytes = vec![0; HEADER_BYTES];
    request(connection, READ_HEADER, &mut bytes, 0)?;
    Ok(bytes)
}

/// Reads the database's first bytes, which SQLCipher keeps in clear: its salt.
///
/// # Errors
/// SQLite's error when the file cannot be read.
pub(crate) fn read_salt<const N: usize>(connection: &Connection) -> rusqlite::Result<[u8; N]> {
    let mut bytes = [0; N];
    request(connection, READ_HEADER, &mut bytes, HEADER_BYTES)?;
    Ok(bytes)
}

/// Writes `bytes` at `offset` of the header and waits until the disk has them.
///
/// # Errors
/// SQLite's error when they would not fit the header or cannot be written.
pub(crate) fn write_header(
    connection: &Connection,
    bytes: &mut [u8],
    offset: usize,
) -> rusqlite::Result<()> {
    request(connection, WRITE_HEADER, bytes, offset)
}

fn request(
    connection: &Connection,
    operation: c_int,
    bytes: &mut [u8],
    offset: usize,
) -> rusqlite::Result<()> {
    let end = offset.saturating_add(bytes.len());
    if end > 2 * HEADER_BYTES || (operation == WRITE_HEADER && end > HEADER_BYTES) {
        return Err(failure(ffi::SQLITE_MISUSE));
    }
    let mut wanted = HeaderBytes {
        bytes: bytes.as_mut_ptr().cast(),
        length: bytes.len() as c_int,
        offset: offset as i64,
    };
    // Safety: the connection lives through the call; `wanted` and the bytes it
    // points to are borrowed exclusively here; a VFS that is not ours answers
    // SQLITE_NOTFOUND without looking at the pointer.
    let code = unsafe {
        ffi::sqlite3_file_control(
            connection.handle(),
            c"main".as_ptr(),
            operation,
            (&raw mut wanted).cast(),
        )
    };
    if code == ffi::SQLITE_OK {
        Ok(())
    } else {
        Err(failure(code))
    }
}

fn failure(code: c_int) -> rusqlite::Error {
    rusqlite::Error::SqliteFailure(ffi::Error::new(code), None)
}

/// Opens a file; only the main database file gets the shift.
unsafe extern "C" fn open(
    vfs: *mut ffi::sqlite3_vfs,
    name: ffi::sqlite3_filename,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    flags_used: *mut c_int,
) -> c_int {
    if vfs.is_null() || file.is_null() {
        return ffi::SQLITE_MISUSE;
    }
    // Safety: SQLite passes back the VFS that `register` gave it, which is the
    // first field of a leaked `ShiftedVfs`.
    let platform = unsafe { (*vfs.cast::<ShiftedVfs>()).platform };
    // Safety: `register` checked the platform's VFS for null.
    let Some(platform_open) = (unsafe { (*platform).xOpen }) else {
        return ffi::SQLITE_CANTOPEN;
    };
    if flags & ffi::SQLITE_OPEN_MAIN_DB == 0 {
        // Safety: the arguments are SQLite's own; `file` has room for the
        // platform's file and more.
        return unsafe { platform_open(platform, name, file, flags, flags_used) };
    }
    // Safety: SQLite allocated szOsFile bytes: our one pointer and, behind it,
    // equally aligned, room for the platform's file.
    unsafe {
        let inner = file.add(1);
        (*file).pMethods = std::ptr::null();
        (*inner).pMethods = std::ptr::null();
        let code = platform_open(platform, name, inner, flags, flags_used);
        // Even after a failure SQLite closes a file that has methods.
        if !(*inner).pMethods.is_null() {
            (*file).pMethods = &raw const METHODS;
        }
        code
    }
}

/// The platform's file behind ours and its functions.
///
/// # Safety
/// `file` is null or was opened by [`open`] as a main database.
unsafe fn inner(
    file: *mut ffi::sqlite3_file,
) -> Option<(*mut ffi::sqlite3_file, ffi::sqlite3_io_methods)> {
    if file.is_null() {
        return None;
    }
    // Safety: `open` placed the platform's file behind ours.
    let inner = unsafe { file.add(1) };
    // Safety: `open` initialised the pointer; methods are static plain data.
    let methods = unsafe { (*inner).pMethods.as_ref() }?;
    Some((inner, *methods))
}

/// Defines functions that hand the call to the platform's file unchanged.
macro_rules! pass_on {
    ($($name:ident = $method:ident($($argument:ident: $type:ty),*);)*) => {$(
        unsafe extern "C" fn $name(
            file: *mut ffi::sqlite3_file,
            $($argument: $type),*
        ) -> c_int {
            // Safety: SQLite calls this with a file that `open` opened.
            match unsafe { inner(file) } {
                Some((inner, ffi::sqlite3_io_methods { $method: Some(call), .. })) => {
                    // Safety: the platform's function with the platform's file.
                    unsafe { call(inner, $($argument),*) }
                }
                _ => ffi::SQLITE_IOERR,
            }
        }
    )*};
}

pass_on! {
    close = xClose();
    sync = xSync(flags: c_int);
    lock = xLock(level: c_int);
    unlock = xUnlock(level: c_int);
    check_reserved_lock = xCheckReservedLock(is_locked: *mut c_int);
    sector_size = xSectorSize();
    device_characteristics = xDeviceCharacteristics();
    shm_map = xShmMap(page: c_int, size: c_int, extend: c_int, to: *mut *mut c_void);
    shm_lock = xShmLock(offset: c_int, count: c_int, flags: c_int);
    shm_unmap = xShmUnmap(delete: c_int);
    inner_read = xRead(to: *mut c_void, length: c_int, offset: i64);
    inner_write = xWrite(from: *const c_void, length: c_int, offset: i64);
    inner_truncate = xTruncate(size: i64);
    inner_file_size = xFileSize(size: *mut i64);
    inner_file_control = xFileControl(operation: c_int, argument: *mut c_void);
}

unsafe extern "C" fn shm_barrier(file: *mut ffi::sqlite3_file) {
    // Safety: SQLite calls this with a file that `open` opened.
    if let Some((inner, methods)) = unsafe { inner(file) }
        && let Some(call) = methods.xShmBarrier
    {
        // Safety: the platform's function with the platform's file.
        unsafe { call(inner) };
    }
}

unsafe extern "C" fn read(
    file: *mut ffi::sqlite3_file,
    to: *mut c_void,
    length: c_int,
    offset: i64,
) -> c_int {
    if !is_within_a_block(offset, length) {
        return ffi::SQLITE_IOERR_READ;
    }
    // Safety: the same call with another offset.
    unsafe { inner_read(file, to, length, physical_offset(offset)) }
}

unsafe extern "C" fn write(
    file: *mut ffi::sqlite3_file,
    from: *const c_void,
    length: c_int,
    offset: i64,
) -> c_int {
    if !is_within_a_block(offset, length) {
        return ffi::SQLITE_IOERR_WRITE;
    }
    // Safety: the same call with another offset.
    unsafe { inner_write(file, from, length, physical_offset(offset)) }
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, size: i64) -> c_int {
    if size < 0 {
        return ffi::SQLITE_IOERR_TRUNCATE;
    }
    // Safety: the same call with another size; the header is never cut.
    unsafe { inner_truncate(file, physical_size(size)) }
}

unsafe extern "C" fn file_size(file: *mut ffi::sqlite3_file, size: *mut i64) -> c_int {
    let mut physical = 0;
    // Safety: the same call with a place of our own for the answer.
    let code = unsafe { inner_file_size(file, &raw mut physical) };
    if code == ffi::SQLITE_OK && !size.is_null() {
        // Safety: not null, and SQLite's place for the answer.
        unsafe { *size = logical_size(physical) };
    }
    code
}

unsafe extern "C" fn file_control(
    file: *mut ffi::sqlite3_file,
    operation: c_int,
    argument: *mut c_void,
) -> c_int {
    match operation {
        // Hints about sizes that would be short by the header; SQLite can do
        // without them.
        ffi::SQLITE_FCNTL_SIZE_HINT | ffi::SQLITE_FCNTL_CHUNK_SIZE => ffi::SQLITE_OK,
        READ_HEADER | WRITE_HEADER => {
            // Safety: only `request` sends these, with a `HeaderBytes`.
            match unsafe { argument.cast::<HeaderBytes>().as_ref() } {
                // Safety: the file is SQLite's, the bytes are those of `request`.
                Some(wanted) => unsafe { access_header(file, operation, wanted) },
                None => ffi::SQLITE_MISUSE,
            }
        }
        // Safety: the same call.
        _ => unsafe { inner_file_control(file, operation, argument) },
    }
}

/// Reads or durably writes header bytes, unshifted.
///
/// # Safety
/// `file` was opened by [`open`]; `wanted` describes bytes that may be written.
unsafe fn access_header(
    file: *mut ffi::sqlite3_file,
    operation: c_int,
    wanted: &HeaderBytes,
) -> c_int {
    let (bytes, length, offset) = (wanted.bytes, wanted.length, wanted.offset);
    if operation == READ_HEADER {
        // Safety: the caller's promise.
        let code = unsafe { inner_read(file, bytes, length, offset) };
        // A file shorter than the header: SQLite has filled the rest with zeros.
        return if code == ffi::SQLITE_IOERR_SHORT_READ {
            ffi::SQLITE_OK
        } else {
            code
        };
    }
    // Safety: the caller's promise.
    let code = unsafe { inner_write(file, bytes, length, offset) };
    if code != ffi::SQLITE_OK {
        return code;
    }
    // Safety: the caller's promise.
    unsafe { sync(file, ffi::SQLITE_SYNC_FULL) }
}

/// Version 2: shared memory for the write-ahead log, no memory-mapped pages.
static METHODS: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(device_characteristics),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: None,
    xUnfetch: None,
};
