"""附件: uploading, showing and handing out the files of a case."""
