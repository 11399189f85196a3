"""Creates the storage bucket where it is missing, closed to the public; safe to repeat."""

import os

import boto3
from botocore.exceptions import ClientError


def ensure(name: str, endpoint: str | None) -> bool:
    """Make bucket ``name``; False when it was there already."""
    client = boto3.client("s3", endpoint_url=endpoint, region_name=os.environ.get("AWS_DEFAULT_REGION", "us-east-1"))
    try:
        client.head_bucket(Bucket=name)
    except ClientError as error:
        if error.response["Error"]["Code"] not in {"404", "NoSuchBucket"}:
            raise
        client.create_bucket(Bucket=name)
        return True
    return False


if __name__ == "__main__":
    bucket = os.environ["AWS_STORAGE_BUCKET_NAME"]
    made = ensure(bucket, os.environ.get("AWS_S3_ENDPOINT_URL"))
    print(f"bucket {bucket}: {'created' if made else 'there'}")
