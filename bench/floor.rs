//! Writes the files of a built site once more, in parallel and doing nothing else: the floor under any generator.
//!
//! Takes the folder of a built site and a folder that must not exist yet. Reads every file into memory first, outside
//! the measured time, then makes the folders and writes the files with one thread a core.
//! Prints the seconds of the writing alone, the number of files and their bytes.
//!
//! Compiled by `run.py` with `rustc -O`; it uses the standard library only.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;
use std::{env, fs, io, thread};

struct File {
    path: PathBuf,
    bytes: Vec<u8>,
}

/// Adds every file and folder under `folder`, by path relative to `root`; a folder comes before what is in it.
fn read(
    root: &Path,
    folder: &Path,
    folders: &mut Vec<PathBuf>,
    files: &mut Vec<File>,
) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let relative = path
            .strip_prefix(root)
            .map_err(io::Error::other)?
            .to_path_buf();
        if path.is_dir() {
            folders.push(relative);
            read(root, &path, folders, files)?;
        } else {
            files.push(File {
                path: relative,
                bytes: fs::read(&path)?,
            });
        }
    }
    Ok(())
}

fn write(target: &Path, folders: &[PathBuf], files: &[File]) -> io::Result<()> {
    fs::create_dir(target)?;
    for folder in folders {
        fs::create_dir(target.join(folder))?;
    }
    let next = AtomicUsize::new(0);
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let work = || {
            while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                fs::write(target.join(&file.path), &file.bytes)?;
            }
            Ok(())
        };
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        workers.into_iter().try_for_each(|worker| {
            worker
                .join()
                .unwrap_or_else(|_| Err(io::Error::other("a writer panicked")))
        })
    })
}

fn main() -> io::Result<()> {
    let arguments: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let [site, target] = arguments.as_slice() else {
        return Err(io::Error::other("usage: floor SITE TARGET"));
    };
    let (mut folders, mut files) = (Vec::new(), Vec::new());
    read(site, site, &mut folders, &mut files)?;
    let start = Instant::now();
    write(target, &folders, &files)?;
    let bytes: usize = files.iter().map(|file| file.bytes.len()).sum();
    println!(
        "{} {} {}",
        start.elapsed().as_secs_f64(),
        files.len(),
        bytes
    );
    Ok(())
}
